// What ours is measured beside: Socket.IO as it comes, broadcasting and storing nothing. Prints its port.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer();
const io = new Server(server);

io.on('connection', (socket) => {
  socket.on('join', async (room, acknowledge) => {
    await socket.join(room);
    acknowledge({ ok: true });
  });
  socket.on('message', (message, acknowledge) => {
    io.to(message.room).emit('message', message);
    acknowledge({ ok: true });
  });
});

server.listen(0, '127.0.0.1', () => console.log(`Listening on http://127.0.0.1:${server.address().port}`));
