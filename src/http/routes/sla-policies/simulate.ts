import type { Context } from 'hono'
import { accepted } from '../../../contracts/operations.js'
import {
  type PolicySimulationInput,
  simulateDraftPolicyBody,
  simulatePolicyBody,
} from '../../../contracts/policy-simulations.js'
import type { SlaPolicyView } from '../../../contracts/sla-policies.js'
import { readCatalogued } from '../../../read/catalogue.js'
import { beginOperation } from '../../../write/operations/begin.js'
import { requireCalendar, requireEscalationMatrix } from '../../../write/resources/require.js'
import { slaPolicies } from '../../../write/sla-policies/resource.js'
import { BASE } from '../../base.js'
import { type AppDeps, type AppEnv, currentInstant } from '../../env.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, readId, TAGS } from '../resources/kit.js'

const DESCRIPTION =
  'The tickets of a time are gone through once more, event by event, as if the policy had been there; nothing is changed. What people and rules did stays as it was. The operation tells how far it is, and `POST …/cancel` ends it.'
const RESPONSES = { 202: json(accepted, 'It is being counted'), ...problems(403, 404) }

export function simulatePolicyRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'simulateSlaPolicy',
      method: 'post',
      path: '/admin/sla_policies/{id}/simulate',
      tags: TAGS,
      summary: 'What a policy would have made of past tickets',
      description: DESCRIPTION,
      request: { params: idParam, ...body(simulatePolicyBody) },
      responses: RESPONSES,
    }),
    async (c) => {
      const id = readId(c.req.valid('param'), slaPolicies)
      const kept = await readCatalogued<SlaPolicyView>(
        c.get('db'),
        slaPolicies,
        id,
        slaPolicies.noun,
      )
      return c.json(await begin(c, deps, kept, c.req.valid('json')), 202)
    },
  )
}

export function simulateDraftPolicyRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'simulateDraftOfSlaPolicy',
      method: 'post',
      path: '/admin/sla_policies/simulate',
      tags: TAGS,
      summary: 'What a policy that is not there yet would have made of past tickets',
      description: DESCRIPTION,
      request: body(simulateDraftPolicyBody),
      responses: RESPONSES,
    }),
    async (c) => {
      const { policy, ...span } = c.req.valid('json')
      await requireCalendar(c.get('db'), policy.calendarId)
      await requireEscalationMatrix(c.get('db'), policy.escalationMatrixId)
      const draft = { ...policy, id: c.get('workId'), version: 1 }
      return c.json(await begin(c, deps, draft, span), 202)
    },
  )
}

/** The policy is kept with the work, as it is now. */
async function begin(
  c: Context<AppEnv>,
  deps: AppDeps,
  policy: PolicySimulationInput['policy'],
  { from, to }: { from: string; to: string },
) {
  const { person, organizationId } = c.get('caller')
  const operationId = c.get('workId')
  const at = currentInstant(deps)
  const { id, version, order, isDefault, conditions, calendarId, targets, pauseIn } = policy
  const tried = { id, version, order, isDefault, conditions, calendarId, targets, pauseIn }
  const input: PolicySimulationInput = { policy: tried, from, to, at }
  await beginOperation(deps.db, {
    ...{ organizationId, id: operationId, kind: 'policy_simulation', input },
    ...{ requestedById: person.id, origin: c.get('origin'), at },
    audited: { action: 'sla_policy.simulate', entity: 'sla_policy', entityId: id },
  })
  deps.notifyCommitted()
  c.header('Location', `${BASE}/operations/${operationId}`)
  return { operationId, status: 'pending' as const }
}
