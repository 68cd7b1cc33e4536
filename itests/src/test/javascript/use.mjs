// Creates, reads, changes, patches, watches, lists in pages and deletes ConfigMaps of the namespace
// that is the argument; ends with an error where that is not as it should be.
import assert from 'node:assert/strict';
import { config, core, k8s } from './client.mjs';

const namespace = process.argv[2];
const name = 'one';
const made = (name) => ({ metadata: { name }, data: { color: 'red' } });
const status = (code) => (error) => error.code === code;

const events = [];
const seen = {};
const allSeen = new Promise((resolve) => (seen.all = resolve));
const watch = new k8s.Watch(config);
const request = await watch.watch(
  `/api/v1/namespaces/${namespace}/configmaps`,
  { fieldSelector: `metadata.name=${name}` },
  (type, object) => {
    assert.equal(object.metadata.name, name);
    events.push(type);
    if (type === 'DELETED') seen.all();
  },
  () => {},
);

const created = await core.createNamespacedConfigMap({ namespace, body: made(name) });
assert.ok(created.metadata.uid);
assert.ok(created.metadata.creationTimestamp instanceof Date);
await assert.rejects(core.createNamespacedConfigMap({ namespace, body: made(name) }), status(409));

const read = await core.readNamespacedConfigMap({ namespace, name });
assert.deepEqual(read.data, { color: 'red' });
read.data.color = 'blue';
const changed = await core.replaceNamespacedConfigMap({ namespace, name, body: read });
assert.deepEqual(changed.data, { color: 'blue' });
await assert.rejects(
  core.replaceNamespacedConfigMap({ namespace, name, body: read }),
  status(409),
);

const patch = (type, body) =>
  core.patchNamespacedConfigMap(
    { namespace, name, body },
    k8s.setHeaderOptions('Content-Type', type),
  );
await patch(k8s.PatchStrategy.MergePatch, { data: { size: 'big' } });
await patch(k8s.PatchStrategy.StrategicMergePatch, { data: { color: null } });
const patched = await patch(k8s.PatchStrategy.JsonPatch, [
  { op: 'add', path: '/data/shape', value: 'round' },
]);
assert.deepEqual(patched.data, { size: 'big', shape: 'round' });

await core.deleteNamespacedConfigMap({ namespace, name });
await assert.rejects(core.readNamespacedConfigMap({ namespace, name }), status(404));
await allSeen;
request.abort();
assert.deepEqual(events, ['ADDED', 'MODIFIED', 'MODIFIED', 'MODIFIED', 'MODIFIED', 'DELETED']);

for (let i = 0; i < 5; i++) {
  await core.createNamespacedConfigMap({ namespace, body: made(`page-${i}`) });
}
let pages = 0;
let found = 0;
let from;
do {
  const page = await core.listNamespacedConfigMap({ namespace, limit: 2, _continue: from });
  found += page.items.length;
  pages++;
  from = page.metadata._continue;
} while (from);
assert.equal(found, (await core.listNamespacedConfigMap({ namespace })).items.length);
assert.equal(pages, Math.ceil(found / 2));
console.log('done');
