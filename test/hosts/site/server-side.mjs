// Renders on a server with each framework, and prints what came out.
import '@chat-room/widget';
import '@chat-room/widget/client';
import { createElement } from 'react';
import { renderToString as renderReact } from 'react-dom/server';
import { createSSRApp, h } from 'vue';
import { renderToString as renderVue } from 'vue/server-renderer';

const attributes = { room: 'lobby', mode: 'launcher' };
const rendered = {
  react: renderReact(createElement('chat-room', attributes)),
  vue: await renderVue(createSSRApp({ render: () => h('chat-room', attributes) })),
};
process.stdout.write(JSON.stringify(rendered));
