/** What the demo pages say, by their English words. */
export const words = {
  // On every page.
  Demos: '示例',
  Overview: '概览',
  Launcher: '悬浮按钮',
  'Two rooms': '两个房间',
  Themes: '主题',
  Dark: '深色',
  'Right to left': '从右到左',
  'Strict CSP': '严格 CSP',
  Copy: '复制',
  Copied: '已复制',

  // The front page.
  'Chat Room: a chat on any page': 'Chat Room：任何网页上的聊天室',
  'A chat room on any page, with one tag.': '一行标签，把聊天室放进任何网页。',
  'Below it runs, live, on your own server. Create an account, or come in as a guest; open this page in a second window, and talk.':
    '下面就是运行在您自己服务器上的聊天室：注册一个账号，或以访客身份进入；再开一个窗口，聊聊看。',
  'Come in as a guest': '以访客身份进入',
  'The two lines that put it on a page': '放到网页上只需这两行',
  'Try a theme on it': '换个主题看看',
  Theme: '主题',
  Harbour: '港湾',
  Clay: '陶土',
  Ink: '水墨',
  Original: '经典',
  'Light or dark': '浅色或深色',
  Auto: '自动',
  Light: '浅色',
  'Make your own': '自己调配',
  'Put it on your page': '放到您的网页上',
  'In a box of the page': '嵌在页面里',
  'Fills the box it stands in and adapts to its width, from 320 pixels up. A room that does not exist is made when the first person joins it.':
    '填满所在的区域，并适应它的宽度，最窄 320 像素。房间不存在时，第一个人进入就会创建。',
  'As a button in the corner': '悬浮在角落',
  'Floats above the page with a badge for what is unread. It neither moves the page nor takes its focus; on a phone it fills the screen.':
    '浮在页面之上，角标显示未读数；打开时不移动页面，也不抢焦点；在手机上占满屏幕。',
  'Put one on this page': '在本页放一个',
  'For people you know already': '给已登录的用户',
  'Your own backend signs a token, and nobody sees a login form. With': '由您的后端签发令牌，用户无需再登录。加上',
  ', visitors come in without an account.': '，访客不注册也能进入。',
  'React, Vue and server-side rendering work with': 'React、Vue 和服务端渲染：',
  ', types included.': '，自带类型。',
  'What you get': '您会得到',
  Yours: '属于您',
  'One server on your machine. Words, pictures and files stay there, in SQLite or in your MySQL.':
    '只需一台服务器。文字、图片和文件都留在您的机器上，存进 SQLite 或您的 MySQL。',
  Small: '轻巧',
  'The page loads some 25 KB; the rest comes when it is wanted. Any number of rooms share one connection.':
    '首次加载约 25 KB，其余用到时才加载；多个房间共用一条连接。',
  'Nothing lost': '不丢消息',
  'A message that shows its tick is on disk. What you type offline is sent when you are back, once.':
    '显示已发送的消息一定已写入磁盘；离线时输入的内容，恢复后自动发出，且只发一次。',
  'For everybody': '人人可用',
  'By keyboard, by screen reader, at 320 pixels, in the dark, from right to left, in English and Chinese.':
    '键盘、读屏软件、320 像素小屏、深色、从右到左，中文与英文。',
  'At home on strict pages': '适应严格的页面',
  'Shadow DOM, no inline styles, trusted types:': 'Shadow DOM，无内联样式，支持 Trusted Types：',
  'and your server’s address are enough.': '加上您的服务器地址就够了。',
  'Old clients too': '老客户端照用',
  'Desktop clients of the old program talk in the same rooms, unchanged.':
    '原来的桌面客户端不用改动，就能在同一个房间里聊天。',
  'See it in other places': '更多示例',
  'A shop with a launcher': '带悬浮按钮的小店',
  'A page about something else; the chat waits at the corner.': '页面讲别的事，聊天在角落等着。',
  'Two rooms, one connection': '两个房间，一条连接',
  'Side by side on one page, signed in once.': '并排放在一页上，只登录一次。',
  'Theme editor': '主题编辑器',
  'Colours, corners and type, with the CSS to copy.': '调颜色、圆角和字号，复制生成的 CSS。',
  'A page in Arabic, and a chat that follows it.': '阿拉伯文页面，聊天随之镜像。',
  'Strict policy': '严格策略',
  'No unsafe-inline, no unsafe-eval; violations would be listed.':
    '没有 unsafe-inline 和 unsafe-eval，违规会列在页面上。',
  'HTTP API': 'HTTP 接口',
  'Everything the server answers, to read and to try.': '服务器的全部接口，可读可试。',
  'The folder': '其余内容见服务器旁的',
  'beside the server tells the rest: embedding, signing in, theming, the headless client for bots, and operating it.':
    '目录：嵌入、登录、主题、供机器人使用的无界面客户端，以及部署。',

  // The shop.
  'The cup shop': '杯子小店',
  'A page that is about something else. The chat waits at the corner, with a badge when somebody writes.':
    '这个页面讲的是别的事。聊天在角落等着，有人发言时显示角标。',
  'Morning cup': '晨光杯',
  'Clay cup': '陶土杯',
  'Garden cup': '花园杯',
  'Night cup': '夜色杯',
  'Each cup is thrown by hand, fired twice, and none is quite like the next. Questions about glaze, size or shipping are answered in the chat, usually within minutes, by the person who made them.':
    '每只杯子都手工拉坯、烧制两次，没有两只完全相同。釉色、尺寸或运送的问题，可以在聊天里问，通常几分钟内由制作者本人回答。',
  'The button at the corner is': '角落的按钮是',
  '. Opening it does not move this page; on a phone it takes the whole screen.':
    '。打开它不会移动页面；在手机上占满屏幕。',

  // Two rooms.
  'Two rooms on one page': '一页上的两个房间',
  'Two rooms, one connection.': '两个房间，一条连接。',
  'Any number of rooms on a page share one connection and one sign-in.':
    '一页上不论有多少房间，都共用一条连接，只登录一次。',
  Lobby: '大厅',
  Kitchen: '厨房',

  // The theme editor.
  'Make it yours.': '调成您的样子。',
  'Begin with a theme, change what you like, and copy the CSS. Colours have a light and a dark side; the one that is shown changes.':
    '从一个主题开始，随意修改，然后复制 CSS。颜色有浅色和深色两面，改动的是正在显示的那一面。',
  Side: '浅色或深色',
  Colours: '颜色',
  Sizes: '尺寸',
  Accent: '强调色',
  'On the accent': '强调色上的文字',
  'One’s own': '自己',
  'Own bubbles': '自己的气泡',
  'Names of others': '他人的名字',
  Private: '私聊',
  Surface: '背景',
  'Other bubbles': '他人的气泡',
  'Side lists': '侧边列表',
  Text: '文字',
  'Muted text': '次要文字',
  'Text size': '字号',
  Spacing: '间距',
  Density: '疏密',
  'Frame corners': '外框圆角',
  'Bubble corners': '气泡圆角',
  'Control corners': '按钮圆角',

  // Dark.
  'Dark, by the page’s own choice.': '深色，由页面决定。',
  ', whatever the system says; without it the chat follows the system.': '，不管系统怎么设置；不写它时，聊天跟随系统。',

  // The strict policy.
  'Strict content security policy': '严格的内容安全策略',
  'No unsafe-inline. No unsafe-eval.': '没有 unsafe-inline，没有 unsafe-eval。',
  'This page is served with': '本页的策略是',
  ', only this server allowed, and trusted types required. Violations would be listed here.':
    '，只允许本服务器，并要求 Trusted Types。如有违规，会列在下面。',
  'No violation so far.': '至今没有违规。',
};
