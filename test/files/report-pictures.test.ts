import { expect, it } from 'vitest'
import { writeReport } from '../../src/documents/reports/write-report.js'
import type { ReportItem } from '../../src/domain/reports/pictures/layouts.js'
import type { ShownReport } from '../../src/domain/reports/pictures/shown-report.js'

const NAME = '<script>alert(1)</script> & sons, department of the longest names that there are'
const show = (items: ReportItem[]): ShownReport => ({
  ...{ kind: 'volume', items, groupBy: 'department', organization: '"Demo"', language: 'en' },
  span: { from: '2030-03-01T00:00:00Z', to: '2030-04-01T00:00:00Z', by: 'day', timezone: 'UTC' },
})
const item = { from: '2030-03-01T00:00:00.000Z', key: 'x', name: NAME, created: 1_234_567 }

it('draws what people have written as letters and nothing else, and cuts what is too long', async () => {
  const svg = Buffer.from(await writeReport(show([item]), 'svg')).toString()
  expect(svg).not.toContain('<script')
  expect(svg).toContain('&lt;script&gt;')
  expect(svg).toContain('…</text>')
  expect(svg).toContain('>1,200,000</text>')
}, 30_000)

it('has no more waiting than it gets done in time', async () => {
  const asked = Array.from({ length: 20 }, () => writeReport(show([item]), 'svg'))
  const ends = await Promise.allSettled(asked)
  const refused = ends.filter((end) => end.status === 'rejected')
  expect(refused).toHaveLength(4)
  for (const { reason } of refused)
    expect(reason).toMatchObject({ refusal: { code: 'unavailable' } })
}, 30_000)

it('makes no table that is longer than a sheet of it is read', async () => {
  const many = Array.from({ length: 50_001 }, () => item)
  const code = { refusal: { code: 'validation_failed' } }
  await expect(writeReport(show(many), 'xlsx')).rejects.toMatchObject(code)
  await expect(writeReport(show(many), 'csv')).rejects.toMatchObject(code)
})
