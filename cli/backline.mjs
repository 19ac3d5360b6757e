#!/usr/bin/env node
// The package's bin: plain JavaScript, so that an old Node gets a sentence and not a syntax error.
import '../build/node-version.mjs';
import { cacheCompiled } from './compile-cache.mjs';

cacheCompiled();
await import('./main.ts');
