/** System notices: exact, without a newline, since the client colours them by comparing (LEGACY, server to client). */
export const joinedNotice = (name: string) => `* 系统提示: ${name} 加入聊天室`;
export const leftNotice = (name: string) => `* 系统提示: ${name} 已离开群聊`;
