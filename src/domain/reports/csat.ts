import {
  type CountedSurvey,
  type CountedTicket,
  floorToQuarter,
  type ReportFact,
  traceDimensions,
} from './fact.js'

export const CSAT_FIGURES = [
  'sent',
  'answered',
  'ratings',
  'satisfied',
  'scores',
  'npsAnswers',
  'promoters',
  'detractors',
] as const
export type CsatFigures = Record<(typeof CSAT_FIGURES)[number], number>

/** Each survey counts where it was sent, by what the ticket was as it came to the end that is asked about. */
export function listCsatFacts({
  record,
  present,
  isDeleted,
  surveys,
}: CountedTicket): ReportFact[] {
  if (isDeleted) return []
  const dimensionsAt = traceDimensions(present, record)
  return surveys.map((survey) => ({
    ...{ area: 'csat' as const, at: floorToQuarter(survey.sentAt) },
    ...dimensionsAt(survey.seq),
    figures: { sent: 1, ...countAnswer(survey) },
  }))
}

function countAnswer({ isAnswered, score, nps }: CountedSurvey): Partial<CsatFigures> {
  if (!isAnswered) return {}
  return {
    answered: 1,
    ...(score === null ? {} : { ratings: 1, satisfied: score >= 4 ? 1 : 0, scores: score }),
    ...(nps === null
      ? {}
      : { npsAnswers: 1, promoters: nps >= 9 ? 1 : 0, detractors: nps <= 6 ? 1 : 0 }),
  }
}
