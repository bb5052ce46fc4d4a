import { contractWorkflowId } from '../../temporal/ids.js'
import { connectTemporal } from './temporal.js'
import type { World } from './world.js'

/** Contracts of a world, what they are billed, and what has come of it. */
export function createSelling(world: World) {
  const call = (who: string, method: string, path: string, body?: unknown) =>
    world.call(who, method, path, body)
  const post = async (path: string, body: object = {}) => {
    const answer = await call('admin', 'POST', path, body)
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const read = async (id: string) => (await call('admin', 'GET', `/contracts/${id}`)).body
  const listInvoices = async (id: string) =>
    (await call('admin', 'GET', `/invoices?contractId=${id}`)).body.items
  const awaitInvoice = (id: string, status: string) =>
    world.until(async () => {
      const [invoice] = await listInvoices(id)
      return invoice?.status === status ? invoice : undefined
    }, 20_000)
  const countCharges = async (contractId: string) =>
    (
      await world.owner.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM sandbox_payment s JOIN payment p ON p.id = s.key
         WHERE p.contract_id = $1 AND s.kind = 'charge' AND s.status = 'captured'`,
        [contractId],
      )
    )[0]?.n

  const contractWorkflow = (id: string) => contractWorkflowId(`demo-${world.suffix}`, id)
  const awaitRefusal = (id: string) =>
    world.until(async () => {
      const payments = await world.owner.query(
        `SELECT 1 FROM payment WHERE contract_id = $1 AND status = 'declined'`,
        [id],
      )
      return payments.length > 0
    }, 20_000)
  const awaitDetails = (id: string, words: string) =>
    world.until(async () => {
      const run = connectTemporal(world).workflow.getHandle(contractWorkflow(id))
      const shown = await run.query<{ currentDetails?: string }>('__temporal_workflow_metadata')
      return shown.currentDetails?.includes(words)
    }, 20_000)
  /** When its invoice was asked to be paid: in days since the first time. */
  const listAttempts = async (id: string) =>
    (
      await world.owner.query<{ days: number }>(
        `SELECT round(extract(epoch FROM created_at - min(created_at) OVER ()) / 86400)::int AS days
         FROM payment WHERE contract_id = $1 ORDER BY created_at`,
        [id],
      )
    ).map(({ days }) => days)
  return {
    ...{ call, post, read, listInvoices, awaitInvoice, countCharges },
    ...{ contractWorkflow, awaitRefusal, awaitDetails, listAttempts },
  }
}
