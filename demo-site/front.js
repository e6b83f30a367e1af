// The front page: its snippets name this server, its themes are tried on the chat, a launcher is added when it is wanted.
import { copyTextOf } from './copying.js';
import { themes } from './themes.js';

const chat = document.querySelector('chat-room');

for (const code of document.querySelectorAll('pre code')) {
  code.textContent = code.textContent.replaceAll('https://chat.example.com', location.origin);
}

for (const button of document.querySelectorAll('[data-copies]')) {
  button.addEventListener('click', async () => {
    const words = button.textContent;
    if (words === button.dataset.copied) return;
    await copyTextOf(document.querySelector(button.dataset.copies));
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = words;
    }, 2_000);
  });
}

const themeButtons = [...document.querySelectorAll('[data-theme-name]')];
for (const button of themeButtons) {
  const theme = themes[button.dataset.themeName];
  button.prepend(swatch(theme));
  button.addEventListener('click', () => {
    for (const name of [...chat.style]) chat.style.removeProperty(name);
    for (const [name, value] of Object.entries(theme)) chat.style.setProperty(name, value);
    press(themeButtons, button);
  });
}

const schemeButtons = [...document.querySelectorAll('[data-scheme]')];
for (const button of schemeButtons) {
  button.addEventListener('click', () => {
    chat.theme = button.dataset.scheme;
    press(schemeButtons, button);
  });
}

const guest = document.querySelector('#guest');
guest.addEventListener('click', () => {
  chat.guest = true;
  chat.scrollIntoView({ block: 'nearest' });
});
document.addEventListener('chat-auth', ({ detail }) => {
  guest.hidden = detail.signedIn;
});

const place = document.querySelector('#place-launcher');
place.addEventListener('click', async () => {
  const launcher = Object.assign(document.createElement('chat-room'), { room: 'help', mode: 'launcher', guest: true });
  document.body.append(launcher);
  place.disabled = true;
  await customElements.whenDefined('chat-room');
  launcher.open();
});

function press(buttons, pressed) {
  for (const button of buttons) button.setAttribute('aria-pressed', String(button === pressed));
}

/** Three dots: one's own colour, one's own bubble, the bubbles of others. */
function swatch(theme) {
  const dots = document.createElement('span');
  dots.className = 'swatch';
  for (const [name, fallback] of [
    ['--chat-own', 'light-dark(#2160d8, #7aadff)'],
    ['--chat-own-tint', 'light-dark(#dce8ff, #1f3a68)'],
    ['--chat-raised', 'light-dark(#f0f2f5, #24272e)'],
  ]) {
    const dot = document.createElement('i');
    dot.style.background = theme[name] ?? fallback;
    dots.append(dot);
  }
  return dots;
}
