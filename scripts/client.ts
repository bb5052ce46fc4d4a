import { writeClientSchema } from './lib/client-schema.js'
import { runTool } from './lib/run.js'

/** `npm run client`: builds the TypeScript client from the server's own document, into its `dist`. */
await writeClientSchema()
process.exit(await runTool('tsc', ['--project', 'clients/typescript']))
