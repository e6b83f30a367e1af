import { randomUUID } from 'node:crypto';
import { termsOf } from '../../backend/dist/messaging/search/terms.js';
import { withDatabase } from './people.mjs';

/** Rows of one statement. */
const batch = 5000;

/** What is looked for, and in how many of a million messages it is. */
export const needles = { everywhere: 'common', seldom: 'nightingale', chinese: '夜莺' };

const words = Array.from({ length: 5000 }, (_, n) => syllables(n));
const characters = [...'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜'];

/** Fills a new room with so many messages, indexed for search, in a few statements. */
export function fillRoom(databaseUrl, { slug, senderId, count }) {
  return withDatabase(databaseUrl, async (sequelize) => {
    const now = '2026-01-01 00:00:00.000';
    const insert = async (columns, rows) => {
      for (let start = 0; start < rows.length; start += batch) {
        const replacements = [rows.slice(start, start + batch)];
        await sequelize.query(`INSERT INTO ${columns} VALUES ?`, { replacements });
      }
    };
    await insert('rooms (id, slug, kind, title, last_seq, last_rev, created_at)', [
      [1, slug, 'public', slug, count, count, now],
    ]);
    const places = new Map();
    for (let start = 1; start <= count; start += 50_000) {
      const rows = [];
      for (let seq = start; seq < Math.min(start + 50_000, count + 1); seq++) {
        const text = textOf(seq);
        rows.push([1, seq, seq, senderId, randomUUID(), 'text', text, now]);
        for (const term of termsOf(text)) {
          const seqs = places.get(term);
          if (seqs) seqs.push(seq);
          else places.set(term, [seq]);
        }
      }
      await insert('messages (room_id, seq, rev, sender_id, client_id, kind, text, created_at)', rows);
    }
    for (const term of [...places.keys()].sort()) {
      await insert(
        'message_terms (room_id, term, seq)',
        places.get(term).map((seq) => [1, term, seq]),
      );
    }
    await insert('search_cursors (room_id, rev)', [[1, count]]);
  });
}

/** A message of some words and some Chinese, the same for the same `seq`. */
function textOf(seq) {
  const some = Array.from({ length: 6 }, (_, n) => words[(seq * (n * n + 7) + n * 31) % words.length]);
  if (seq % 2 === 0) some.push(needles.everywhere);
  if (seq % 100_000 === 7) some.push(needles.seldom, needles.chinese);
  if (seq % 4 === 0)
    some.push(
      characters
        .map((_, n) => characters[(seq * 7 + n * seq) % characters.length])
        .slice(0, 6)
        .join(''),
    );
  return some.join(' ');
}

function syllables(n) {
  const all = ['ba', 'ke', 'lo', 'mi', 'nu', 'ra', 'se', 'to', 'vi', 'zu'];
  return [...String(n).padStart(4, '0')].map((digit) => all[digit]).join('');
}
