// Given to a server by `--import`: its clock is ahead by CHAT_TEST_HOURS_AHEAD, so that what takes days is seen at once.
const ahead = Number(process.env.CHAT_TEST_HOURS_AHEAD) * 3_600_000;
const { now } = Date;
Date.now = () => now() + ahead;
globalThis.Date = new Proxy(Date, {
  construct: (target, input, made) => Reflect.construct(target, input.length > 0 ? input : [Date.now()], made),
});
