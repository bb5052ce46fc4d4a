import { describe, expect, it } from 'vitest'
import { nonRetryableUnlessTransient } from '../../activities/failures.js'
import { isOutage } from '../../src/database/outage.js'
import { useWorld } from '../support/world.js'

const failure = (code: string) => Object.assign(new Error(`failed with ${code}`), { code })

describe('an outage', () => {
  it.each([
    ...['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNREFUSED', 'EPIPE'],
    ...['25006', '53100', '53200', '53300', '57P01', '57014', '58030', 'XX000', '08001', '08004'],
    ...['40001', '40P01', '55P03'],
  ])('is what says %s', (code) => {
    expect(isOutage(failure(code))).toBe(true)
  })
  it.each([
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
    'Connection terminated unexpectedly',
    'Query read timeout',
  ])('is what the driver calls: %s', (message) => {
    expect(isOutage(new Error(message))).toBe(true)
  })
  it('is an attempt at several addresses that all failed', () => {
    const refused = failure('ECONNREFUSED')
    expect(isOutage(Object.assign(new AggregateError([refused]), { code: 'ECONNREFUSED' }))).toBe(
      true,
    )
  })
  it.each(['22P02', '23505', '42P01', '42883', 'P0001'])('is not a wrong statement: %s', (code) => {
    expect(isOutage(failure(code))).toBe(false)
  })
  it('is not a mistake in code', () => {
    expect(isOutage(new TypeError('undefined is not a function'))).toBe(false)
    expect(isOutage(JSON.stringify({}))).toBe(false)
  })
})

describe('a query', () => {
  const world = useWorld({ worker: false })
  const raise = (code: string) => world.db.query(`SELECT raise_state('${code}')`)

  it('is refused as unavailable in an outage, with its cause, and fails as it is when it is wrong', async () => {
    await world.owner.query(`CREATE FUNCTION raise_state(p text) RETURNS void LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'raised' USING ERRCODE = p; END $$`)
    for (const code of ['25006', '40P01', '53100']) {
      await expect(raise(code)).rejects.toMatchObject({
        refusal: { code: 'unavailable' },
        cause: { code },
      })
    }
    await expect(raise('23505')).rejects.toMatchObject({ code: '23505' })
    await expect(raise('P0001')).rejects.toMatchObject({ code: 'P0001' })
  })
  it('that is unavailable is retried by activities; nothing else is', async () => {
    await expect(nonRetryableUnlessTransient(() => raise('57P01'))).rejects.toMatchObject({
      refusal: { code: 'unavailable' },
    })
    await expect(nonRetryableUnlessTransient(() => raise('22P02'))).rejects.toMatchObject({
      nonRetryable: true,
      type: 'internal',
    })
    const broken = () => Promise.reject(new Error('a function returned nothing'))
    await expect(nonRetryableUnlessTransient(broken)).rejects.toMatchObject({ nonRetryable: true })
  })
})
