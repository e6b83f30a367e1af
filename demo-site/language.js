// The pages are written in English. Whoever chose Chinese, or whose browser prefers it, gets them in Chinese, and the chat too.
const languages = { en: 'English', 'zh-CN': '中文' };
const asked = new URLSearchParams(location.search).get('lang');
const isChinese = /^zh\b/i.test(asked ?? kept() ?? navigator.language);
if (asked in languages) keep(asked);

// At once: the chat reads it when it starts.
if (isChinese) for (const element of document.querySelectorAll('[lang="en"]')) element.lang = 'zh-CN';
offer(isChinese ? 'en' : 'zh-CN');
const words = isChinese ? (await import('./chinese.js')).words : {};

/** The same in the language of the page. */
export const say = (english) => words[english] ?? english;

if (isChinese) translate();

/** Everything that is said on the page, but code. */
function translate() {
  document.title = say(document.title);
  for (const name of ['aria-label', 'data-copied']) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      element.setAttribute(name, say(element.getAttribute(name)));
    }
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const english = text.data.trim();
    if (english && !text.parentElement.closest('code')) text.data = text.data.replace(english, () => say(english));
  }
}

/** The link to the other language, which is remembered from then on. */
function offer(lang) {
  const link = Object.assign(document.createElement('a'), { href: `?lang=${lang}`, hreflang: lang, lang });
  link.textContent = languages[lang];
  document.querySelector('.top nav').append(link);
}

function kept() {
  try {
    return localStorage.getItem('demo-language');
  } catch {
    return null;
  }
}

function keep(lang) {
  try {
    localStorage.setItem('demo-language', lang);
  } catch {
    // A browser that keeps nothing asks by the address, page after page.
  }
}
