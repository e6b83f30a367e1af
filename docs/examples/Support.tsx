import type { ChatRoom } from '@chat-room/widget/react';
import '@chat-room/widget/react';
import { useRef, useState } from 'react';

export function Support() {
  const chat = useRef<ChatRoom>(null);
  const [status, setStatus] = useState('');
  return (
    <>
      <output>{status}</output>
      <button type="button" onClick={() => chat.current?.send('Is anybody there?')}>
        Ask
      </button>
      <chat-room
        ref={chat}
        server="https://chat.example.com"
        room="support"
        onchat-ready={({ detail }) => setStatus(`${detail.user.displayName} is in ${detail.room.title}`)}
        onchat-message={({ detail }) => setStatus(`${detail.message.sender.displayName}: ${detail.message.text}`)}
      />
    </>
  );
}
