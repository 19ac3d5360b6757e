import { bundles } from 'virtual:shelf-types';
import { initialize } from 'monaco-editor/internal/common/initialize.js';
import { TypedWorker } from './typed-worker.ts';

const source = { bundles, messages: { 'pt-BR': () => import('virtual:typescript-messages/pt-BR') } };

self.onmessage = () => initialize((context, data) => new TypedWorker(context, data, source));
