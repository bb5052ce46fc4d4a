import { expect, it } from 'vitest'
import { describeArticleNews } from '../../../src/domain/kb/describe-news.js'
import { ARTICLE_NEWS, chooseReviewers, mayHaveArticleNews } from '../../../src/domain/kb/news.js'
import { createSay } from '../../../src/domain/ticket/outcome/say.js'
import { asUser } from '../../support/tickets.js'

const facts = { articleId: 'x', title: 'Paper\njam', reviewAt: '2026-11-23T05:00:00.000Z' }

it('an article that is to be looked over is told of, until its date is moved', () => {
  expect(describeArticleNews('article_review', facts, createSay('UTC', 'en'))).toMatchObject({
    ...{ title: 'An article is to be looked over', article: 'Paper jam' },
    ...{ what: expect.stringContaining('23'), expected: expect.stringContaining('next date') },
  })
  const moved = { ...facts, reviewAt: null }
  expect(describeArticleNews('article_review', moved, createSay('UTC', 'de'))).toMatchObject({
    ...{ what: expect.stringContaining('verschoben'), expected: null },
  })
  expect(mayHaveArticleNews(null)).toBe(false)
  expect(mayHaveArticleNews(asUser('moderator').person)).toBe(true)
  expect(mayHaveArticleNews(asUser('requester').person)).toBe(false)
  expect(ARTICLE_NEWS.listOptional('mail')).toEqual(['article_review'])
})

it('an article’s author is reminded, else the moderators, and the admins where there are none', () => {
  const keepers = { moderators: ['m'], admins: ['a'] }
  const author = asUser('moderator').person
  expect(chooseReviewers(author, keepers)).toEqual([author.id])
  expect(chooseReviewers(asUser('requester').person, keepers)).toEqual(['m'])
  expect(chooseReviewers(null, keepers)).toEqual(['m'])
  expect(chooseReviewers(null, { ...keepers, moderators: [] })).toEqual(['a'])
})
