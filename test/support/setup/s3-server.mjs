// An S3 server with one bucket, `chat`, whose objects are in the given directory. Prints its port; ends with whoever started it.
import S3rver from 's3rver';

const server = new S3rver({
  ...{ address: '127.0.0.1', port: 0, silent: true, directory: process.argv[2] },
  configureBuckets: [{ name: 'chat' }],
});
const { port } = await server.run();
console.log(port);
process.stdin.resume().once('close', () => process.exit());
