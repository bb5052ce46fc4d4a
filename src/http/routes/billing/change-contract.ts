import { emptyBody } from '../../../contracts/common.js'
import {
  contract,
  contractCancellation,
  contractPatch,
  planChange,
} from '../../../contracts/contracts.js'
import {
  changeContractPlan,
  endContract,
  patchContract,
  resumeBilling,
} from '../../../write/billing/change-contract.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readAuthor } from '../resources/kit.js'
import { BILLING, BILLING_TAGS, nameContract, noteContract, VERSIONED } from './kit.js'

const ANSWERS = { 200: json(contract, 'As it is now'), ...problems(403, 404, 412) }
const OF_CONTRACTS = { ...VERSIONED, tags: BILLING_TAGS, responses: ANSWERS }

export function patchContractRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, BILLING, {
      ...OF_CONTRACTS,
      operationId: 'patchContract',
      method: 'patch',
      path: '/contracts/{id}',
      summary: 'Change how it is paid, or whether it renews',
      request: { params: idParam, ...body(contractPatch) },
    }),
    async (c) => {
      const named = nameContract(c, deps, c.req.valid('param'))
      const after = await patchContract(deps.db, readAuthor(c), named, c.req.valid('json'))
      deps.notifyCommitted()
      noteContract(c, after)
      return c.json(after, 200)
    },
  )
}

export function changePlanRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, BILLING, {
      ...OF_CONTRACTS,
      operationId: 'changeContractPlan',
      method: 'post',
      path: '/contracts/{id}/change_plan',
      summary: 'Change its plan, now or with its renewal',
      request: { params: idParam, ...body(planChange) },
    }),
    async (c) => {
      const named = nameContract(c, deps, c.req.valid('param'))
      const after = await changeContractPlan(deps.db, readAuthor(c), named, c.req.valid('json'))
      deps.notifyCommitted()
      noteContract(c, after)
      return c.json(after, 200)
    },
  )
}

export function cancelContractRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, BILLING, {
      ...OF_CONTRACTS,
      operationId: 'cancelContract',
      method: 'post',
      path: '/contracts/{id}/cancel',
      summary: 'End it, with its period or now',
      request: { params: idParam, ...body(contractCancellation) },
    }),
    async (c) => {
      const named = nameContract(c, deps, c.req.valid('param'))
      const after = await endContract(deps.db, readAuthor(c), named, c.req.valid('json'))
      deps.notifyCommitted()
      noteContract(c, after)
      return c.json(after, 200)
    },
  )
}

export function resumeContractRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, BILLING, {
      ...OF_CONTRACTS,
      operationId: 'resumeContract',
      method: 'post',
      path: '/contracts/{id}/resume',
      summary: 'Take a cancellation back, or have a suspended one pay at once',
      request: { params: idParam, ...body(emptyBody, false) },
    }),
    async (c) => {
      const named = nameContract(c, deps, c.req.valid('param'))
      const after = await resumeBilling(deps.db, readAuthor(c), named)
      deps.notifyCommitted()
      noteContract(c, after)
      return c.json(after, 200)
    },
  )
}
