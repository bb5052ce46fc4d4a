import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newSigningKey } from '../../src/auth/keys.js'

/** The file of this start's keys: made once, so that sessions outlive it. */
export async function makeSigningKeys(folder: string): Promise<string> {
  const file = join(folder, 'signing-keys.json')
  if (!existsSync(file)) {
    const key = await newSigningKey(new Date().toISOString().slice(0, 10))
    await writeFile(file, JSON.stringify({ keys: [key] }), { mode: 0o600 })
  }
  return file
}
