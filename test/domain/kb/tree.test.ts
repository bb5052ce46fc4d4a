import { describe, expect, it } from 'vitest'
import { judgePublication } from '../../../src/domain/kb/article.js'
import { findMisplacement, type Node, spreadReach } from '../../../src/domain/kb/tree.js'
import { mayWriteArticles, readerReach } from '../../../src/domain/kb/visibility.js'
import type { Permission, Role } from '../../../src/domain/people.js'
import { person } from '../../support/tickets.js'

const node = (id: string, parentId: string | null, visibility: Node['visibility'] = 'public') => ({
  ...{ id, parentId, visibility },
})
/** a › b › c › d, and x › y beside them. */
const TREE = [
  node('a', null),
  node('b', 'a', 'agents'),
  node('c', 'b', 'requesters'),
  node('d', 'c'),
  node('x', null, 'requesters'),
  node('y', 'x'),
]

describe('a category', () => {
  it.each([
    ['itself', 'b', 'b'],
    ['a child of it', 'b', 'c'],
    ['a descendant of it', 'a', 'd'],
  ])('is not moved below %s', (_whom, id, parentId) => {
    expect(findMisplacement(TREE, { id, parentId })?.code).toBe('category_cycle')
  })
  it('is at most the fifth of its branch, with all that is below it', () => {
    expect(findMisplacement(TREE, { id: 'new', parentId: 'd' })).toBeUndefined()
    expect(findMisplacement(TREE, { id: 'x', parentId: 'd' })?.details).toHaveProperty('parentId')
    expect(findMisplacement(TREE, { id: 'x', parentId: 'c' })).toBeUndefined()
    expect(findMisplacement(TREE, { id: 'a', parentId: 'y' })?.code).toBe('validation_failed')
    expect(findMisplacement(TREE, { id: 'a', parentId: 'x' })).toBeUndefined()
  })
  it('stands at the top wherever it was', () => {
    expect(findMisplacement(TREE, { id: 'c', parentId: null })).toBeUndefined()
  })
  it('is read by no more than may read what is above it', () => {
    expect(Object.fromEntries(spreadReach(TREE))).toEqual({ a: 0, b: 2, c: 2, d: 2, x: 1, y: 1 })
  })
  it('is read once round, should there be a circle all the same', () => {
    expect(spreadReach([node('a', 'b'), node('b', 'a', 'requesters')]).get('a')).toBe(1)
  })
})

describe('a publication', () => {
  it('makes a version of what is new, and nothing of what is not', () => {
    expect(judgePublication({ status: 'draft', hasDraft: true })).toBe('new_version')
    expect(judgePublication({ status: 'published', hasDraft: true })).toBe('new_version')
    expect(judgePublication({ status: 'published', hasDraft: false })).toBe('nothing')
    expect(judgePublication({ status: 'archived', hasDraft: false })).toBe('shown_again')
  })
})

describe('articles', () => {
  const who = (role: Role, permissions: Permission[] = []) =>
    person('p', { roles: [role], permissions })
  it('are written by moderators, admins, and whoever of staff may', () => {
    for (const role of ['moderator', 'admin'] as const)
      expect(mayWriteArticles(who(role))).toBe(true)
    expect(mayWriteArticles(who('agent'))).toBe(false)
    expect(mayWriteArticles(who('agent', ['kb.edit']))).toBe(true)
    expect(mayWriteArticles(who('requester', ['kb.edit']))).toBe(false)
  })
  it('for agents are read by all of staff', () => {
    expect(readerReach(who('manager'))).toBe(2)
    expect(readerReach(who('approver'))).toBe(1)
  })
})
