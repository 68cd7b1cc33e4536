// The client library, from the folder that PACKAGES names, set up by KUBECONFIG.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const packages = createRequire(process.env.PACKAGES + '/');
export const k8s = await import(pathToFileURL(packages.resolve('@kubernetes/client-node')));

export const config = new k8s.KubeConfig();
config.loadFromDefault();
export const core = config.makeApiClient(k8s.CoreV1Api);
