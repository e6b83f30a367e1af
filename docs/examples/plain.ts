import '@chat-room/widget';

const chat = document.createElement('chat-room');
const status = document.createElement('output');
const ask = document.createElement('button');

chat.server = 'https://chat.example.com';
chat.room = 'support';
chat.addEventListener('chat-ready', ({ detail }) => {
  status.textContent = `${detail.user.displayName} is in ${detail.room.title}`;
});
chat.addEventListener('chat-message', ({ detail }) => {
  status.textContent = `${detail.message.sender.displayName}: ${detail.message.text}`;
});
ask.textContent = 'Ask';
ask.addEventListener('click', () => void chat.send('Is anybody there?'));
document.body.append(status, ask, chat);
