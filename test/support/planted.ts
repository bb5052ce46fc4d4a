import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectTemporal } from './temporal.js'
import type { World } from './world.js'

/** In which tables any row has the words in any of its columns, and what a row is called by. */
async function seekInTables(world: World, words: string): Promise<string[]> {
  const tables = await world.owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await world.owner.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM "${name}" t WHERE position(lower($1) in lower(to_jsonb(t)::text)) > 0`,
      [words],
    )
    found.push(...rows.map(({ row }) => `${name}: ${row.slice(0, 900)}`))
  }
  return found
}

async function seekInFiles(folder: string, words: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const found: string[] = []
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const bytes = await readFile(path)
    if (path.includes(words) || bytes.includes(words)) found.push(`file: ${path}`)
  }
  return found
}

/** What all runs of the world's organization have in their histories. */
async function seekInHistories(world: World, words: string): Promise<string[]> {
  const client = connectTemporal(world)
  const query = `Organization = "demo-${world.suffix}"`
  const found: string[] = []
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    const history = JSON.stringify(
      await client.workflow.getHandle(workflowId, runId).fetchHistory(),
    )
    const payloads = [...history.matchAll(/"data":"([^"]*)"/g)].map(([, data = '']) => atob(data))
    const told = [history, ...payloads].join('\n').toLowerCase()
    if (told.includes(words.toLowerCase())) found.push(`history: ${workflowId}`)
  }
  return found
}

/** Wherever the words are left. */
export async function seekWords(world: World, words: string): Promise<string[]> {
  const { storage, files } = world.config
  return [
    ...(await seekInTables(world, words)),
    ...(await seekInFiles(storage.folder, words)),
    ...(await seekInFiles(files.scratchFolder, words)),
    ...(await seekInHistories(world, words)),
  ]
}
