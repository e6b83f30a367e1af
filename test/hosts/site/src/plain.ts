import '@chat-room/widget';
import { server } from './server.js';

const chat = document.createElement('chat-room');
const status = document.createElement('output');
const greet = document.createElement('button');

chat.server = server;
chat.room = 'plain';
chat.style.blockSize = '400px';
chat.addEventListener('chat-ready', ({ detail }) => {
  status.textContent = `${detail.user.displayName} is in ${detail.room.title}`;
});
chat.addEventListener('chat-message', ({ detail }) => {
  status.textContent = `${detail.message.sender.displayName}: ${detail.message.text}`;
});
greet.textContent = 'Greet';
greet.addEventListener('click', () => void chat.send('Hello from plain modules'));
document.querySelector('#app')?.append(status, greet, chat);
