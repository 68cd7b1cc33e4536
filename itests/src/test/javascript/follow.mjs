// Follows the ConfigMaps of the namespace that is the argument, and answers each line on stdin with
// the versions by name as the informer's events tell them.
import readline from 'node:readline';
import { config, core, k8s } from './client.mjs';

const namespace = process.argv[2];
const versions = new Map();
const wrong = new Map();
const informer = k8s.makeInformer(config, `/api/v1/namespaces/${namespace}/configmaps`, () =>
  core.listNamespacedConfigMap({ namespace }),
);

informer.on('add', ({ metadata }) => {
  if (versions.has(metadata.name)) wrong.set(metadata.name, 'added twice');
  versions.set(metadata.name, metadata.resourceVersion);
});
informer.on('update', ({ metadata }) => {
  if (!versions.has(metadata.name)) wrong.set(metadata.name, 'updated before it was added');
  versions.set(metadata.name, metadata.resourceVersion);
});
informer.on('delete', ({ metadata }) => {
  if (!versions.delete(metadata.name)) wrong.set(metadata.name, 'deleted before it was added');
});
// The library leaves it to the program to begin again.
informer.on('error', () => setTimeout(() => informer.start(), 200));
await informer.start();

readline.createInterface({ input: process.stdin }).on('line', () => {
  console.log(JSON.stringify(Object.fromEntries([...versions, ...wrong])));
});
