// A thread has none of the loaders of its process: it begins with the one for TypeScript.
import { register } from 'tsx/esm/api'

register()
await import('./parse-thread.ts')
