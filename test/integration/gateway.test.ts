import {
  type Client,
  ServiceError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import { describe, expect, it } from 'vitest'
import { createGateway } from '../../temporal/gateway.js'

const grpcError = (code: number) =>
  new ServiceError('failed', {
    cause: Object.assign(new Error('grpc'), { code, details: '', metadata: {} }),
  })
const LATE = () => new WorkflowUpdateRPCTimeoutOrCancelledError('late')
const ref = (ticketId: string) => ({
  organizationId: 'o',
  organizationSlug: 'o',
  ticketId,
  number: ticketId,
})

/** A server that answers each ticket's updates as told; `isUp`: whether it answers anything at all. */
function serve(
  answer: (workflowId: string) => Promise<void>,
  { isUp = () => true }: { isUp?: () => boolean } = {},
) {
  let asked = 0
  const client = {
    connection: { withDeadline: (_: number, call: () => Promise<unknown>) => call() },
    workflow: {
      getHandle: (workflowId: string) => ({
        executeUpdate: () => {
          asked += 1
          return answer(workflowId)
        },
      }),
    },
    workflowService: {
      getSystemInfo: () => (isUp() ? Promise.resolve({}) : Promise.reject(grpcError(4))),
    },
  }
  const gateway = createGateway({
    client: client as unknown as Client, // what the gateway uses of it
    settings: { taskQueue: 'q', carryOutAs: 'local' },
    readState: async () => undefined,
  })
  const send = (ticket: string) => gateway.send(ref(ticket), { commandId: 'c', name: 'start' })
  return { gateway, send, asked: () => asked }
}

describe('what Temporal answers', () => {
  it.each([1, 2, 3, 4, 5, 7, 8, 10, 12, 13, 14, 16])(
    'is no outcome when it is gRPC %i: the command stays pending',
    async (code) => {
      const { send } = serve(() => Promise.reject(grpcError(code)))
      expect(await send('a')).toEqual({ kind: 'away' })
    },
  )
  it('is no outcome when the update failed without the transaction’s word', async () => {
    const failure = ApplicationFailure.nonRetryable('broken', 'internal')
    const { send } = serve(() => Promise.reject(new WorkflowUpdateFailedError('x', failure)))
    expect(await send('a')).toEqual({ kind: 'away' })
  })
  it('is a refusal when the transaction said so', async () => {
    const refusal = { code: 'forbidden', error: 'No.' }
    const failure = ApplicationFailure.create({ type: 'forbidden', details: [refusal] })
    const { send } = serve(() => Promise.reject(new WorkflowUpdateFailedError('x', failure)))
    expect(await send('a')).toEqual({ kind: 'refused', refusal })
  })
})

describe('the circuit', () => {
  it('opens when the server can’t be reached, and then costs nobody anything', async () => {
    const { gateway, send, asked } = serve(() => Promise.reject(grpcError(14)))
    for (let n = 0; n < 10; n += 1) await send(`t${n}`)
    expect(asked()).toBe(4)
    expect(gateway.isUp()).toBe(false)
  })
  it('opens when deadlines are missed and the server answers nothing at all', async () => {
    const { gateway, send } = serve(() => Promise.reject(LATE()), { isUp: () => false })
    for (let n = 0; n < 4; n += 1) await send(`t${n}`)
    expect(gateway.isUp()).toBe(false)
  })
  it('stays closed while the server answers, however many tickets miss their deadlines', async () => {
    const { gateway, send, asked } = serve(() => Promise.reject(LATE()))
    for (let n = 0; n < 20; n += 1) await send(`t${n}`)
    expect(asked()).toBe(20)
    expect(gateway.isUp()).toBe(true)
  })
  it('while it is open nobody’s command is the one that tries, and it closes once the server answers', async () => {
    let isUp = false
    const { gateway, send, asked } = serve(
      () => (isUp ? Promise.resolve() : Promise.reject(grpcError(14))),
      { isUp: () => isUp },
    )
    for (let n = 0; n < 4; n += 1) await send(`t${n}`)
    for (const end = Date.now() + 2_500; Date.now() < end; ) {
      const began = Date.now()
      expect(await send(`t${began}`)).toEqual({ kind: 'away' })
      expect(Date.now() - began).toBeLessThan(1_000)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(asked()).toBe(4)
    isUp = true
    await expect.poll(gateway.isUp, { timeout: 5_000 }).toBe(true)
    expect(await send('a')).toEqual({ kind: 'applied' })
  })
  it('lets nobody wait beyond their deadline for what the client still does', async () => {
    const { send } = serve(() => new Promise(() => undefined))
    const began = Date.now()
    expect(await send('a')).toEqual({ kind: 'away' })
    expect(Date.now() - began).toBeLessThan(7_000)
  })
  it('is not opened by what else goes wrong', async () => {
    const { gateway, send } = serve(() => Promise.reject(grpcError(7)))
    for (let n = 0; n < 20; n += 1) await send(`t${n}`)
    expect(gateway.isUp()).toBe(true)
  })
})

describe('a ticket that misses its deadlines', () => {
  it('spares its callers the wait after two, and puts off no other ticket', async () => {
    const isSick = (id: string) => id.endsWith('/sick')
    const { send, asked } = serve((id) => (isSick(id) ? Promise.reject(LATE()) : Promise.resolve()))
    for (let n = 0; n < 6; n += 1) expect(await send('sick')).toEqual({ kind: 'away' })
    expect(asked()).toBe(2)
    expect(await send('well')).toEqual({ kind: 'applied' })
  })
  it('is tried again after a while, and is well again with the first answer', async () => {
    let isSick = true
    const { send, asked } = serve(() => (isSick ? Promise.reject(LATE()) : Promise.resolve()))
    for (let n = 0; n < 4; n += 1) await send('a')
    isSick = false
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    expect(await send('a')).toEqual({ kind: 'applied' })
    expect(await send('a')).toEqual({ kind: 'applied' })
    expect(asked()).toBe(4)
  })
})
