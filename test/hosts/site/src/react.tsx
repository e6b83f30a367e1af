import type { ChatRoom } from '@chat-room/widget/react';
import '@chat-room/widget/react';
import { useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { server } from './server.js';

function Support() {
  const chat = useRef<ChatRoom>(null);
  const [status, setStatus] = useState('');
  return (
    <>
      <output>{status}</output>
      <button type="button" onClick={() => chat.current?.send('Hello from React')}>
        Greet
      </button>
      <chat-room
        ref={chat}
        server={server}
        room="react"
        style={{ blockSize: 400 }}
        onchat-ready={({ detail }) => setStatus(`${detail.user.displayName} is in ${detail.room.title}`)}
        onchat-message={({ detail }) => setStatus(`${detail.message.sender.displayName}: ${detail.message.text}`)}
      />
    </>
  );
}

const app = document.querySelector('#app');
if (app) createRoot(app).render(<Support />);
