import { html, raw } from 'hono/html'
import { findScale } from '../../../domain/surveys/describe-news.js'
import { listSteps, type Question, USUAL_TEXT } from '../../../domain/surveys/questions.js'
import type { Phrases } from '../../../domain/ticket/outcome/phrases/index.js'

/** Nothing runs and nothing is fetched; the form goes back to where it came from. */
export const SURVEY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const STYLE = `
  :root { color-scheme: light }
  * { box-sizing: border-box }
  body { margin: 0; padding: 24px 12px; background: #f4f5f7; color: #1f2933; font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', sans-serif; overflow-wrap: anywhere }
  main { max-width: 640px; margin: 0 auto; padding: 24px; background: #fff; border: 1px solid #e4e7eb; border-radius: 8px }
  h1 { margin: 0; font-size: 22px; line-height: 1.3 }
  .about { margin: 4px 0 24px; color: #52606d }
  fieldset { margin: 0 0 28px; padding: 0; border: 0; min-width: 0 }
  legend, .question { display: block; padding: 0; margin: 0 0 8px; font-weight: 600 }
  small { font-size: 14px; font-weight: 400; color: #52606d }
  .scale { display: flex; flex-wrap: wrap; gap: 6px }
  .scale label { position: relative; flex: 1 0 44px; max-width: 64px }
  .scale input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer }
  .scale span { display: block; padding: 8px 0; border: 1px solid #7b8794; border-radius: 6px; text-align: center; font-weight: 600 }
  .scale input:checked + span { background: #1d4f91; border-color: #1d4f91; color: #fff }
  .scale input:focus-visible + span { outline: 3px solid #f0b429; outline-offset: 2px }
  .ends { margin: 4px 0 0; font-size: 14px; color: #52606d }
  .choice { display: flex; gap: 8px; padding: 4px 0 }
  .choice input { flex: none; width: 18px; height: 18px; margin: 3px 0 0 }
  textarea { width: 100%; min-height: 96px; padding: 8px; border: 1px solid #7b8794; border-radius: 6px; font: inherit }
  button { padding: 10px 24px; border: 0; border-radius: 6px; background: #1d4f91; color: #fff; font: inherit; font-weight: 600; cursor: pointer }
  .fault { margin: 0 0 8px; color: #b91c1c; font-weight: 600 }
  footer { margin: 24px 0 0; padding: 16px 0 0; border-top: 1px solid #e4e7eb; font-size: 14px; color: #52606d }`

export interface SurveyPage {
  language: string
  phrases: Phrases
  organization: string
  ticket: { number: string; title: string }
  until: string
  questions: readonly Question[]
  /** What is filled in: by a click in the mail, or by what was sent and not taken. */
  filled: Readonly<Record<string, unknown>>
  faults: readonly string[]
}

/** What a click in the mail has chosen; nothing where it is no step of the scale. */
export function readClicked(questions: readonly Question[], rating: string | undefined) {
  const scale = findScale(questions)
  const step = Number(rating)
  return rating !== undefined && scale?.steps.includes(step) ? { [scale.questionId]: step } : {}
}

export function renderSurveyPage(page: SurveyPage) {
  const { surveys } = page.phrases
  const { number, title } = page.ticket
  return frame(
    page,
    html`<h1>${surveys.title}</h1>
      <p class="about" dir="auto">${number} · ${title}</p>
      ${page.faults.length === 0 ? '' : html`<p class="fault" role="alert">${surveys.faulty}</p>`}
      <form method="post" action="?">
        ${page.questions.map((question) => renderQuestion(question, page))}
        <button type="submit">${surveys.send}</button>
      </form>
      <footer>${page.organization} · ${page.until}</footer>`,
  )
}

/** A page that says one thing. */
export function renderWord(
  page: Pick<SurveyPage, 'language' | 'phrases'>,
  { word, more }: { word: string; more: string },
) {
  return frame(page, html`<h1>${word}</h1><p>${more}</p>`)
}

function frame({ language, phrases }: Pick<SurveyPage, 'language' | 'phrases'>, content: unknown) {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${phrases.surveys.title}</title>
        <style>${raw(STYLE)}</style>
      </head>
      <body><main>${content}</main></body>
    </html>`
}

function renderQuestion(question: Question, { phrases: { surveys }, filled, faults }: SurveyPage) {
  const { id, text, required, kind } = question
  const notes = listNotes(question, surveys)
  const note = notes.length === 0 ? '' : html` <small>(${notes.join(', ')})</small>`
  const fault = faults.includes(id) ? html`<p class="fault">↓ ${surveys.fault}</p>` : ''
  const value = new Map(Object.entries(filled)).get(id)
  if (kind === 'text') {
    return html`<fieldset dir="auto">${fault}<label><span class="question">${text}${note}</span>
      <textarea dir="auto" name="${id}" maxlength="${question.max ?? USUAL_TEXT}" ${required ? 'required' : ''}>${typeof value === 'string' ? value : ''}</textarea></label></fieldset>`
  }
  const input =
    kind === 'choice' || kind === 'multi'
      ? renderChoices(question, value)
      : renderScale(question, value, surveys)
  return html`<fieldset dir="auto">${fault}<legend>${text}${note}</legend>${input}</fieldset>`
}

/** What has to be known before it is answered: of several choices not all may be taken. */
function listNotes(
  { kind, required, max, choices = [] }: Question,
  { optional, atMost }: Phrases['surveys'],
): string[] {
  const isBounded = kind === 'multi' && max !== undefined && max < choices.length
  return [...(required ? [] : [optional]), ...(isBounded ? [atMost(max)] : [])]
}

function renderScale(question: Question, value: unknown, { worst, best }: Phrases['surveys']) {
  const { id, required } = question
  const steps = listSteps(question)
  const buttons = steps.map(
    (step) =>
      html`<label><input type="radio" name="${id}" value="${step}" ${value === step ? 'checked' : ''} ${required ? 'required' : ''} /><span>${step}</span></label>`,
  )
  return html`<div class="scale">${buttons}</div><p class="ends"><bdi>${steps[0]} = ${worst}, ${steps.at(-1)} = ${best}</bdi></p>`
}

/** Of several any number may be required: that is judged when they are sent. */
function renderChoices({ id, kind, required, choices = [] }: Question, value: unknown) {
  const chosen: unknown[] = [value].flat()
  const isMulti = kind === 'multi'
  return choices.map(
    (choice) =>
      html`<label class="choice"><input type="${isMulti ? 'checkbox' : 'radio'}" name="${id}" value="${choice}" ${chosen.includes(choice) ? 'checked' : ''} ${required && !isMulti ? 'required' : ''} />${choice}</label>`,
  )
}
