import { describeSurveyNews } from '../../src/domain/surveys/describe-news.js'
import { createSay } from '../../src/domain/ticket/outcome/say.js'
import type { Mail } from '../ports.js'
import type { Wording } from './carrier.js'
import { composeMail } from './render.js'
import type { SurveyLetter } from './survey-letter.js'

/** A survey: its page, and the same page with a step of its scale chosen. */
export function renderSurveyMail(
  id: string,
  { to, facts }: SurveyLetter,
  { giveSurveyUrl }: Pick<Wording, 'giveSurveyUrl'>,
): Mail {
  const say = createSay(to.timezone, to.language)
  const { scale, ...words } = describeSurveyNews(facts, say)
  const link = giveSurveyUrl({ organizationId: to.organizationId, surveyId: facts.surveyId })
  const clickable = scale && {
    text: scale.text,
    steps: scale.steps.map((step) => ({ label: String(step), link: `${link}?rating=${step}` })),
  }
  const entry = { ...words, quotes: [], link, scale: clickable }
  return composeMail(id, to, say, { subject: words.title, entries: [entry] })
}
