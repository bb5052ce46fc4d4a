import type { Client } from '@temporalio/client'
import { describe, expect, it } from 'vitest'
import { createLostRunSearch } from '../../temporal/lost-runs.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })

/** A Temporal whose list has one lost run of mails a page; it says what was asked, and who was signalled. */
function serve(slugs: string[], fails: (asked: number) => Error | undefined) {
  const asked: string[] = []
  const signalled: string[] = []
  const client = {
    options: { namespace: 'default' },
    connection: { withDeadline: (_: number, work: () => Promise<unknown>) => work() },
    workflowService: {
      listWorkflowExecutions: async ({ nextPageToken }: { nextPageToken: Uint8Array }) => {
        const page = nextPageToken[0] ?? 0
        asked.push(`page ${page}`)
        const error = fails(asked.length)
        if (error !== undefined) throw error
        return {
          executions: [
            { execution: { workflowId: `deliveries/${slugs[page]}`, runId: `run ${page}` } },
          ],
          nextPageToken: new Uint8Array(page + 1 < slugs.length ? [page + 1] : []),
        }
      },
    },
    workflow: {
      signalWithStart: async (_: string, { workflowId }: { workflowId: string }) => {
        signalled.push(workflowId)
      },
    },
  } as unknown as Client // the search asks no more of one
  const search = createLostRunSearch({ db: world.db, client, taskQueue: 'queue' })
  return { asked, signalled, search: () => search().catch(() => 'failed') }
}
const findSlugs = async () =>
  (
    await world.db.query<{ slug: string }>('SELECT slug FROM organization ORDER BY slug LIMIT 2')
  ).map(({ slug }) => slug)

describe('the list of lost runs', () => {
  it('brings back what each page names, and goes on where a page came too late', async () => {
    const slugs = await findSlugs()
    const late = Object.assign(new Error('x'), { code: 4, details: '', metadata: {} })
    const { asked, signalled, search } = serve(slugs, (n) => (n === 2 ? late : undefined))
    expect([await search(), await search(), await search()]).toEqual([true, 'failed', false])
    expect(asked).toEqual(['page 0', 'page 1', 'page 1'])
    expect(signalled).toEqual(slugs.map((slug) => `deliveries/${slug}`))
  })
  it('brings back nobody twice who stands in the next list as well', async () => {
    const slugs = await findSlugs()
    const { signalled, search } = serve(slugs, () => undefined)
    for (let n = 0; n < 4; n += 1) await search()
    expect(signalled).toHaveLength(2)
  })
  it('begins anew where the server does not know the place any more', async () => {
    const slugs = await findSlugs()
    const { asked, search } = serve(slugs, (n) => (n === 2 ? new Error('bad token') : undefined))
    expect([await search(), await search(), await search()]).toEqual([true, 'failed', true])
    expect(asked).toEqual(['page 0', 'page 1', 'page 0'])
  })
})
