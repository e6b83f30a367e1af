import type { Message } from '@chat-room/protocol';
import type { ChatError } from '../errors/chat-error.js';
import { legacyName } from '../users/legacy-name.js';

/** What old clients are told, in their language. */

/** Code points of the message that a reply quotes. */
const quotedLength = 60;

/** Only for the eye: a notice that clients colour by comparing has no newline, and these have. */
const notice = (text: string) => `* 系统提示: ${text}`;

export const wording = {
  replyTo: ({ sender, text }: NonNullable<Message['replyTo']>) => `回复 ${legacyName(sender)}: 「${excerpt(text)}」`,
  edited: (text: string) => `[已修改] ${text}`,
  deleted: '[已撤回一条消息]',
  linked: (name: string, size: number, url: string) => `[文件] ${name} (${megabytes(size)}) 请用浏览器下载: ${url}`,
  sessionEnded: notice('登录已失效, 请重新打开程序并登录。'),
  serverStops: notice('服务器正在重启, 请稍后重新打开程序并登录。'),
  useBrowser: (url: string) => notice(`这个版本不能发送文件, 请用浏览器打开 ${url} 发送。`),
  notInDropFolder: (name: string) => notice(`共享文件夹里没有文件“${name}”, 请先把它放进共享文件夹, 然后再发送。`),
  refused: (error: ChatError) => notice(`没有发送成功: ${reason(error)}`),
};

function reason({ code, message, retryAfter, fields = {} }: ChatError): string {
  switch (code) {
    case 'rate_limited':
      return `发送得太快了, 请过 ${retryAfter ?? 1} 秒再试。`;
    case 'not_found':
      return '没有这个用户或聊天室, 请刷新在线用户后再试。';
    case 'invalid':
      if (fields.text === 'too_long') return '消息太长了, 请分成几条发送。';
      if (fields.text === 'required') return '不能发送空消息。';
      if (fields.username === 'wrong') return '不能和自己私聊, 请选择别的用户。';
      return `内容不符合要求 (${message})`;
    case 'muted':
      return '您已被禁言, 只能看, 不能发言。';
    case 'banned':
    case 'forbidden':
      return '您没有权限这样做。';
    case 'too_large':
      return `文件太大了, 服务器不接受 (${message})`;
    case 'unsupported_type':
      if (fields.content === 'wrong') return '服务器认为这个文件有害, 没有接受。';
      return '服务器不接受这种文件。';
    case 'unavailable':
      return '服务器正忙, 请稍后再试。';
    default:
      return '服务器出错了, 请稍后再试。';
  }
}

function excerpt(text: string): string {
  const line = [...text.replace(/\s+/gu, ' ').trim()];
  return line.length <= quotedLength ? line.join('') : `${line.slice(0, quotedLength).join('')}…`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
