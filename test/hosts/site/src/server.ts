/** Where the chat's server is; these pages are told in their address. */
export const server = new URLSearchParams(location.search).get('server') ?? '';
