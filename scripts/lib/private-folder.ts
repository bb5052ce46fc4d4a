import { chmod, mkdir, readdir } from 'node:fs/promises'

/** What only a start puts into its folder. */
const OURS = ['postgres', 'start.json', 'bundles', 'bin']

/**
 * Makes the folder so that nobody else may look into it, and everything that this process and its children make
 * from now on alike. A folder that is there is closed when it is empty or one of ours: another may have other users.
 */
export async function makePrivateFolder(folder: string): Promise<void> {
  process.umask(0o077)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const names = await readdir(folder)
  if (names.length === 0 || names.some((name) => OURS.includes(name))) await chmod(folder, 0o700)
}
