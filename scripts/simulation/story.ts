import { createTicket } from '../../src/domain/ticket/create.js'
import { Api } from './api.js'
import { Clock, DAY_MS, HOUR_MS, SECOND_MS } from './clock.js'
import { inventCommand } from './commands.js'
import { deliverEverything } from './deliver.js'
import type { Fault } from './faults.js'
import { readSurroundings } from './locks.js'
import { Loops } from './loops.js'
import { Network } from './network.js'
import { DEPARTMENT, Organization } from './organization.js'
import { crash, failOver, loseRun } from './outages.js'
import { Processes } from './processes.js'
import { Random } from './random.js'
import { routeWaiting } from './routing.js'
import { followRules } from './rules.js'
import { Store } from './store.js'
import { sweep } from './sweep.js'
import { Temporal } from './temporal.js'
import type { World } from './world.js'

const BLANK = { departmentId: DEPARTMENT, categoryId: null, priority: 'normal', tags: [] } as const
const BY_REQUESTER = { channel: 'web', requesterId: 'requester', createdById: 'requester' } as const
const NEW_TICKET = { id: '', ...BLANK, tags: [], ...BY_REQUESTER }
const { at: BEGINNING, ms: BEGINNING_MS } = new Clock()
const TICKET = createTicket({ ...NEW_TICKET, draftUntil: null }, BEGINNING)
const EXPIRY = new Date(BEGINNING_MS + 7 * DAY_MS).toISOString()
const DRAFT = createTicket({ ...NEW_TICKET, draftUntil: EXPIRY }, BEGINNING)

/** Sub-tickets beyond these make a story longer, not richer. */
const MOST_TICKETS = 6

/** So that stories without them stay as they are. */
const RULES_EVERY = 5

/** One story of a few tickets: all parts, and what may happen to them from one moment to the next. */
export class Story {
  readonly world: World
  readonly temporal: Temporal
  readonly network: Network
  readonly processes: Processes
  readonly loops: Loops
  readonly #api: Api
  #commands = 0
  /** In some stories, so that several rows wait for one run. */
  readonly #areDispatchersSlow: boolean
  /** Some organizations have rules. */
  readonly hasRules: boolean
  /** What may happen, as often as its weight says. */
  readonly #moments: [weight: number, happen: () => void][] = [
    [15, () => this.sendCommand()],
    [14, () => this.processes.advanceOne()],
    [18, () => this.#runOne()],
    [14, () => this.network.deliverOne()],
    [12, () => this.#dispatchOne()],
    [4, () => this.#beginOne()],
    [10, () => this.#reachDeadline()],
    [6, () => this.deliverWhatComes()],
    [2, () => this.world.clock.advance(this.world.random.below(DAY_MS))],
    [4, () => this.loops.relay(this.#pickTicket())],
    [4, () => routeWaiting(this.world)],
    [2, () => sweep(this.world, this.world.store.row(this.#pickTicket()))],
    [2, () => this.#api.receiveAgain()],
    [3, () => this.#api.deferOne()],
    [3, () => this.processes.crashOne()],
    [1, () => this.processes.deliverLate()],
    [2, () => this.processes.doubleOne()],
    [2, () => this.network.doubleOne()],
    [2, () => this.network.loseOne()],
    [2, () => loseRun(this)],
    [4, () => this.#changeFacts()],
    [2, () => failOver(this)],
    [2, () => crash(this)],
  ]

  constructor(seed: number, fault: Fault | undefined, tell: World['tell']) {
    const random = new Random(seed)
    const clock = new Clock()
    const organization = new Organization(random)
    this.world = { random, clock, organization, store: new Store(clock, fault), fault, tell }
    this.temporal = new Temporal(this.world, (id) => this.loops.noteBegun(id))
    this.network = new Network(this.world, this.temporal)
    this.processes = new Processes(this.world, this.temporal)
    this.loops = new Loops(this.world, this.network, this.temporal)
    this.#api = new Api(this.world, this.network)
    this.#areDispatchersSlow = random.happens(0.25)
    this.hasRules = seed % RULES_EVERY === 0
    if (this.hasRules) this.#moments.push([4, () => followRules(this.world)])
    this.#fileTicket('T-1', false)
    if (random.happens(0.5)) this.#fileTicket('T-2', random.happens(0.4))
  }

  happen(): void {
    const { random, clock } = this.world
    clock.advance(1 + random.below(3 * SECOND_MS))
    const [, happen] = random.pickWeighted(this.#moments)
    happen()
  }

  /** What dispatchers have to do comes when they come to it. */
  deliverWhatComes(): void {
    this.loops.areAsleep = this.#areDispatchersSlow
    deliverEverything(this)
    this.loops.areAsleep = false
  }

  sendCommand(): void {
    const { clock, random, store } = this.world
    const ticketId = this.#pickTicket()
    const { state } = store.row(ticketId)
    const facts = readSurroundings(this.world, state)
    const sent = { commandId: `c${this.#commands}`, facts }
    const command = inventCommand(random, clock, state, sent)
    if (command.name === 'split' && store.rows.size >= MOST_TICKETS) return
    this.#commands += 1
    this.#api.receive(command, ticketId)
  }

  /** As `create_ticket`: one transaction of the API, and the start of its run. */
  #fileTicket(number: string, isDraft: boolean): void {
    const { store } = this.world
    const ticketId = store.newId()
    const { event, internal, state } = isDraft ? DRAFT : TICKET
    const first = { ...state, id: ticketId, number }
    const events = [{ commandId: number, event, isInternal: internal }]
    store.rows.set(ticketId, { first, state: first, events, swept: new Map() })
    store.outbox.add('start', { ticketId, family: 'ticket' }, first.seq)
  }

  /** The first one oftener than the others, so that much happens to one ticket. */
  #pickTicket(): string {
    const { random, store } = this.world
    const all = [...store.rows.keys()]
    return (random.happens(0.3) ? all[0] : random.pick(all)) ?? ''
  }

  #runOne(): void {
    const { random } = this.world
    const run = random.pick([...this.temporal.runs.values()].filter(({ hasWork }) => hasWork))
    if (run === undefined) return
    this.processes.takeUp(run)
    this.processes.advanceOne()
  }

  /** Time goes on to where some run wakes, or a little later; all that is due before is late by then. */
  #reachDeadline(): void {
    const { clock, random } = this.world
    const sleeping = [...this.temporal.runs.values()].filter(({ wakesMs }) => wakesMs > clock.ms)
    const run = random.pick(sleeping.filter(({ wakesMs }) => Number.isFinite(wakesMs)))
    if (run === undefined) return
    clock.moveTo(run.wakesMs + (random.happens(0.3) ? random.below(HOUR_MS) : 0))
    this.world.tell(() => `it is ${clock.at}: ${run.id} wakes`)
    if (random.happens(0.6)) this.processes.takeUp(run)
  }

  #dispatchOne(): void {
    if (!this.#areDispatchersSlow || this.world.random.happens(0.1)) this.loops.dispatchOne()
  }

  #beginOne(): void {
    const { random } = this.world
    const run = random.pick([...this.temporal.runs.values()].filter(({ hasBegun }) => !hasBegun))
    if (run !== undefined) this.temporal.begin(run)
  }

  #changeFacts(): void {
    const change = this.world.organization.change(this.world.random)
    this.world.tell(() => change)
  }
}
