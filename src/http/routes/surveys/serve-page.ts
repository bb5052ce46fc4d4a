import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { bodyLimit } from 'hono/body-limit'
import { DomainError, type ErrorCode, refuse } from '../../../domain/errors.js'
import { chooseLanguage } from '../../../domain/language.js'
import type { Phrases } from '../../../domain/ticket/outcome/phrases/index.js'
import { createSay } from '../../../domain/ticket/outcome/say.js'
import { answerSurvey } from '../../../write/surveys/answer.js'
import { type AppDeps, type AppEnv, currentInstant } from '../../env.js'
import { HTTP_STATUS } from '../../errors.js'
import type { RouteKit } from '../kit.js'
import { describeRefusal, type LinkedSurvey, readLinkedSurvey, requireOpen } from './kit.js'
import { readClicked, renderSurveyPage, renderWord, SURVEY_POLICY } from './page.js'
import { readForm } from './read-form.js'

const PATH = '/surveys/answer/:token'
const FORM = /^application\/x-www-form-urlencoded\b/i
const MAX_FORM_BYTES = 1_048_576

/** The same for browsers: a page without scripts, whose button sends a form. It stands before the routes for programs. */
export function surveyPageRoutes({ app, deps }: RouteKit): void {
  const limit = bodyLimit({
    maxSize: MAX_FORM_BYTES,
    onError: () => refuse('too_large', `The form may have at most ${MAX_FORM_BYTES} bytes.`),
  })
  app.get(PATH, (c, next) => {
    c.header('Vary', 'Accept', { append: true })
    if (!wantsPage(c)) return next()
    return answerByPage(c, deps, async (linked) => {
      const filled = readClicked(linked.survey.questions, c.req.query('rating'))
      return show(c, linked, { filled, faults: [] })
    })
  })
  app.post(PATH, async (c, next) => {
    if (!FORM.test(c.req.header('content-type') ?? '')) return next()
    await limit(c, async () => {})
    return answerByPage(c, deps, (linked) => take(c, deps, linked))
  })
}

function wantsPage(c: Context<AppEnv>): boolean {
  const supports = ['application/json', 'text/html']
  return accepts(c, { header: 'Accept', supports, default: 'application/json' }) === 'text/html'
}

/** What is said instead of the questions, in the reader's language as soon as it is known who that is. */
const WORDS: Partial<Record<ErrorCode, [keyof Phrases['surveys'], keyof Phrases['surveys']]>> = {
  not_found: ['unknown', 'unknownMore'],
  already_answered: ['answered', 'answeredMore'],
  gone: ['over', 'overMore'],
}

async function answerByPage(
  c: Context<AppEnv>,
  deps: AppDeps,
  work: (linked: LinkedSurvey) => Promise<Response>,
): Promise<Response> {
  let language = c.req.header('accept-language') ?? 'en'
  c.header('Content-Security-Policy', SURVEY_POLICY)
  try {
    const linked = await readLinkedSurvey(c, deps, c.req.param('token') ?? '')
    language = linked.survey.language
    return await work(linked)
  } catch (error) {
    const code = error instanceof DomainError ? error.refusal.code : 'internal'
    const words = WORDS[code]
    if (words === undefined) throw error
    c.set('refusalCode', code)
    return c.html(say(language, ...words), HTTP_STATUS[code])
  }
}

function say(language: string, ...words: [keyof Phrases['surveys'], keyof Phrases['surveys']]) {
  const { phrases } = createSay('UTC', language)
  const [word, more] = words.map((name) => String(phrases.surveys[name]))
  return renderWord(
    { language: chooseLanguage(language), phrases },
    { word: word ?? '', more: more ?? '' },
  )
}

interface Sent {
  filled: Readonly<Record<string, unknown>>
  faults: readonly string[]
}

async function show(c: Context<AppEnv>, { survey }: LinkedSurvey, sent: Sent): Promise<Response> {
  const expiresAt = requireOpen(survey)
  const { language, timezone, organization, ticket, questions } = survey
  const { phrases, at } = createSay(timezone, language)
  const page = renderSurveyPage({
    ...{ organization, ticket, questions, ...sent, phrases },
    ...{ language: chooseLanguage(language), until: phrases.surveys.until(at(expiresAt)) },
  })
  return c.html(page, sent.faults.length === 0 ? 200 : 400)
}

async function take(c: Context<AppEnv>, deps: AppDeps, linked: LinkedSurvey): Promise<Response> {
  const { ref, survey } = linked
  const answers = readForm(survey.questions, await c.req.text())
  const outcome = await answerSurvey(deps.db, ref, {
    ...{ answers, origin: c.get('origin'), at: currentInstant(deps) },
  })
  if (outcome.kind === 'faulty') {
    return show(c, linked, { filled: answers, faults: Object.keys(outcome.faults) })
  }
  if (outcome.kind !== 'written') throw new DomainError(describeRefusal(outcome))
  deps.notifyCommitted()
  return c.html(say(survey.language, 'thanks', 'thanksMore'))
}
