import { measureCost } from './cost.js'
import type { Environment } from './environment.js'
import { type Figures, median } from './load.js'
import { waitUntilQuiet } from './quiet.js'
import type { Row } from './report.js'

const ROUNDS = 3

type Headers = Record<string, string>

/** `people` are all who are signed in, the first of whom has these headers. */
type Load = (headers: Headers, people: Headers[]) => Promise<Figures>

/** The product and its baseline in turns, by those who are signed in; the middle of all rounds counts. */
export async function compareInRounds(
  environment: Environment,
  logins: string | readonly string[],
  { product, baseline }: { product: Load; baseline: Load },
): Promise<Pick<Row, 'product' | 'baseline' | 'cost'>> {
  const products: Figures[] = []
  const baselines: Figures[] = []
  let last: Pick<Row, 'cost'> = {}
  for (let round = 0; round < ROUNDS; round += 1) {
    const people: Headers[] = []
    for (const login of typeof logins === 'string' ? [logins] : logins)
      people.push({ authorization: `Bearer ${await environment.token(login)}` })
    const headers = people[0] ?? {}
    await waitUntilQuiet(environment)
    baselines.push(await baseline(headers, people)) // what it leaves behind, workflows too, is waited for
    const { figures, cost } = await measureCost(environment, () => product(headers, people))
    products.push(figures)
    last = { cost }
  }
  return { product: middleFigures(products), baseline: middleFigures(baselines), ...last }
}

function middleFigures(figures: Figures[]): Figures {
  const choose = (pick: (f: Figures) => number) => median(figures.map(pick))
  const sum = (pick: (f: Figures) => number) => figures.reduce((total, f) => total + pick(f), 0)
  return {
    requests: sum(({ requests }) => requests),
    perSecond: choose((f) => f.perSecond),
    p50Ms: choose((f) => f.p50Ms),
    p99Ms: choose((f) => f.p99Ms),
    failed: sum(({ failed }) => failed),
  }
}
