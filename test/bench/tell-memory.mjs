// Preloaded into both servers: asked by the bench, collects the garbage and tells how many bytes the process holds without it.
process.on('message', () => {
  globalThis.gc();
  process.send(process.memoryUsage.rss());
});
process.channel.unref();
