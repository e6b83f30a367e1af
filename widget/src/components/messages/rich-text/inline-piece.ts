/** A piece of a line, as it is shown. */
export type Inline =
  | { readonly type: 'text' | 'code'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string }
  | { readonly type: 'mention'; readonly text: string; readonly username: string }
  | { readonly type: 'bold' | 'italic' | 'struck'; readonly children: readonly Inline[] };
