import { beforeEach, describe, expect, it } from 'vitest'
import { createStartGate, type StartGate } from '../temporal/start-gate.js'

describe('starts are paced by their first tasks', () => {
  let nowMs = 0
  let gate: StartGate
  beforeEach(() => {
    gate = createStartGate(() => nowMs)
    for (let n = 1; n <= 8; n += 1) gate.note(`run ${n}`)
  })
  it('given eight that are begun, no other is', () => {
    expect(gate.room()).toBe(0)
  })
  it('one that says so makes room for one, once', () => {
    gate.settle('run 3')
    gate.settle('run 3')
    gate.settle('another')
    expect(gate.room()).toBe(1)
  })
  it('one that says nothing counts for five seconds', () => {
    nowMs += 5_000
    expect(gate.room()).toBe(0)
    nowMs += 1
    expect(gate.room()).toBe(8)
  })
})
