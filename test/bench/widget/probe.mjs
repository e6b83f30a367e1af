/** Runs in the page: long tasks, frames, nodes, and the time from a key to what it paints. */
export function installProbe(selectors) {
  const find = (path) => path.reduce((root, selector) => (root.shadowRoot ?? root).querySelector(selector), document);
  let long = [];
  let latencies = [];
  new PerformanceObserver((list) => long.push(...list.getEntries())).observe({ type: 'longtask' });
  new PerformanceObserver((list) =>
    latencies.push(...list.getEntries().filter(({ name }) => name === 'keydown')),
  ).observe({ type: 'event', durationThreshold: 16 });
  const frame = () => new Promise(requestAnimationFrame);
  const tasks = () => ({ long: long.length, longest: Math.max(0, ...long.map(({ duration }) => duration)) });
  const nodesIn = (root) => {
    let nodes = 0;
    const walker = document.createTreeWalker(root);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      nodes += 1 + (node.shadowRoot ? nodesIn(node.shadowRoot) : 0);
    }
    return nodes;
  };

  globalThis.probe = {
    field: () => find(selectors.field),
    nodes: () => nodesIn(document),
    /**
     * By 400 pixels a frame, until two seconds change nothing, for then there is no more, or until the time is up. Who is
     * stuck for one second goes back a little, as people do: some ask for more only when their edge comes into view anew.
     */
    async scroll(direction, mostMs) {
      const scroller = find(selectors.scroller);
      long = [];
      const started = performance.now();
      let frames = 0;
      let moved = started;
      let place = '';
      while (performance.now() - moved < 2000 && performance.now() - started < mostMs) {
        if (performance.now() - moved > 1000) {
          scroller.scrollTop -= direction * 300;
          await frame();
        }
        scroller.scrollTop += direction * 400;
        await frame();
        frames++;
        const now = `${scroller.scrollTop} ${scroller.scrollHeight}`;
        if (now !== place) moved = performance.now();
        place = now;
      }
      return { ms: moved - started, frames, ...tasks() };
    },
    begin() {
      long = [];
      latencies = [];
    },
    /** What is not reported took less than 16 milliseconds. */
    async end(pressed) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const durations = latencies.map(({ duration }) => duration);
      while (durations.length < pressed) durations.push(16);
      durations.sort((a, b) => a - b);
      return {
        median: durations[durations.length >> 1],
        p95: durations[Math.floor(durations.length * 0.95)],
        ...tasks(),
      };
    },
  };
}
