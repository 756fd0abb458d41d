// Given to Node with --import: every process of the tests reads TypeScript.
import { register } from 'node:module';

register('./typescript-loader.js', import.meta.url);
