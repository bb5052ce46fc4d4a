import { existsSync } from 'node:fs'
import { type ServerType, serve } from '@hono/node-server'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useWorld } from '../support/world.js'

/** Debian's package; `.ci/run` installs it. */
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
)
if (CHROMIUM === undefined)
  process.stderr.write('the pages are not looked at: no Chromium is installed\n')

const world = useWorld()
let browser: Browser
let server: ServerType
let base = ''
beforeAll(async () => {
  if (CHROMIUM === undefined) return
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  base = await new Promise((resolve) => {
    server = serve({ fetch: world.app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    )
  })
}, 60_000)
afterAll(async () => {
  await browser?.close()
  server?.close()
})

/** The page, and what its console complains of. */
async function open(path: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('requestfailed', (request) => complaints.push(`${request.url()} failed`))
  await page.goto(base + path)
  return { page, complaints }
}

/** Operations that are in the page: it holds those alone that are near to where it is scrolled. */
function listShown(page: Page): Promise<string[]> {
  return page.locator('.opblock').evaluateAll((blocks) => blocks.map(({ id }) => id))
}

describe.skipIf(CHROMIUM === undefined)('in a browser', () => {
  it('the documentation shows every operation, and its console says nothing', async () => {
    const { page, complaints } = await open('/docs')
    await page.waitForSelector('.opblock', { timeout: 30_000 })
    const { body } = await world.call<{ paths: Record<string, object> }>(
      null,
      'GET',
      '/openapi.json',
    )
    const operations = Object.values(body.paths).flatMap((methods) => Object.keys(methods))
    let isTried = false
    const seen = new Set<string>()
    for (let turns = 0; turns < 300 && seen.size < operations.length; turns += 1) {
      for (const id of await listShown(page)) seen.add(id)
      const filing = page.locator('#operations-Tickets-createTicket')
      if (seen.has('operations-Tickets-createTicket') && (await filing.count()) > 0 && !isTried) {
        isTried = true
        await filing.click()
        await page.waitForSelector('text=Printer on fire')
        await filing.locator('.opblock-summary-control').click()
      }
      await page.mouse.wheel(0, 250)
      await page.waitForTimeout(50)
    }
    expect(seen.size).toBe(operations.length)
    expect(isTried).toBe(true)
    expect(complaints).toEqual([])
    await page.close()
  })
  it('the mails of a development start are shown to a person', async () => {
    const ticket = await world.file()
    await world.until(async () => {
      const { body } = await world.call(null, 'GET', `${base}/dev/mails`)
      return body.items?.some(({ subject }: { subject: string }) => subject.includes(ticket.number))
    }, 30_000)
    const { page, complaints } = await open('/dev/mails')
    await page.waitForSelector(`text=[${ticket.number}]`)
    expect(await page.title()).toMatch(/mail/i)
    expect(complaints).toEqual([])
    await page.close()
  })
})
