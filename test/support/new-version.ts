import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Client, Connection } from '@temporalio/client'

const SOURCES = ['src', 'workflows', 'activities', 'temporal', 'prisma', 'scripts']

/** The patch that the new version's workflows ask for: in the histories of its new runs, in none of older ones. */
const PATCH = 'another-build'

/** What a later version changes: each text must stand in its file once. */
const CHANGES: { path: string; before: string; after: string }[] = [
  { path: 'package.json', before: '"version": "', after: '"version": "1000.' },
  {
    path: 'workflows/ticket/run.ts',
    before: '    handleOperators(input, entity)\n',
    after: `    handleOperators(input, entity)\n    if (patched('${PATCH}')) await sleep(1)\n`,
  },
  {
    path: 'workflows/ticket/run.ts',
    before: "import { allHandlersFinished, condition, workflowInfo } from '@temporalio/workflow'",
    after:
      "import { allHandlersFinished, condition, patched, sleep, workflowInfo } from '@temporalio/workflow'",
  },
]

export interface NewVersion {
  folder: string
  remove(): Promise<void>
}

/**
 * A clone of this project with another version number, workflows that wait for one more timer where nothing has been
 * recorded yet, a migration and a changed SQL function.
 */
export async function makeNewVersion(): Promise<NewVersion> {
  const folder = await mkdtemp(join(tmpdir(), 'perdure-version-'))
  for (const source of SOURCES) await cp(source, join(folder, source), { recursive: true })
  for (const file of ['package.json', 'tsconfig.json']) await cp(file, join(folder, file))
  await symlink(resolve('node_modules'), join(folder, 'node_modules'))
  for (const { path, before, after } of CHANGES) {
    const text = await readFile(join(folder, path), 'utf8')
    if (text.split(before).length !== 2) throw new Error(`${path} has not once: ${before}`)
    await writeFile(join(folder, path), text.replace(before, after))
  }
  const migration = join(folder, 'prisma/migrations/99991231000000_later')
  await mkdir(migration)
  await writeFile(join(migration, 'migration.sql'), 'ALTER TABLE ticket ADD COLUMN later TEXT;\n')
  const functions = join(folder, 'prisma/functions')
  const [first = ''] = (await readdir(functions)).sort()
  const text = await readFile(join(functions, first), 'utf8')
  await writeFile(join(functions, first), `${text}\n-- changed by a later version\n`)
  return { folder, remove: () => rm(folder, { recursive: true }) }
}

/** Whether the workflow's latest run has gone by the workflows of the new version from its begin. */
export async function hasRunByPatch(address: string, id: string): Promise<boolean> {
  const connection = await Connection.connect({ address })
  try {
    const client = new Client({ connection })
    const { events } = await client.workflow.getHandle(id).fetchHistory()
    const details = (events ?? []).flatMap(({ markerRecordedEventAttributes: marker }) =>
      marker?.markerName === 'core_patch' ? Object.values(marker.details ?? {}) : [],
    )
    return details.some(({ payloads }) =>
      payloads?.some(({ data }) => Buffer.from(data ?? []).includes(PATCH)),
    )
  } finally {
    await connection.close()
  }
}
