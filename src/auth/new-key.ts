import { newSigningKey } from './keys.js'

/** Prints a key ring with one fresh key, named for its day: `SIGNING_KEYS_FILE` of a new installation. */
const key = await newSigningKey(new Date().toISOString().slice(0, 10))
process.stdout.write(`${JSON.stringify({ keys: [key] })}\n`)
