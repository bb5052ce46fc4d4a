import type { TicketState } from '../ticket/state.js'
import type { Chosen, SingleAction } from './actions.js'

/** As much of a ticket as tells whom an action that leaves it open gives it to. */
export type Place = Pick<TicketState, 'status' | 'priority' | 'departmentId' | 'groupId'>

interface Known {
  /** The category that the action names; left out where it names none, or one that is gone. */
  category?: { departmentId: string; groupId: string | null } | undefined
  chosen?: Chosen | null | undefined
}

/**
 * Where an action is taken to bring a ticket. What a rule does is planned before any of it is carried out, so that each action
 * reckons with those before it; one that is refused has moved nothing.
 */
export function foresee(place: Place, action: SingleAction, { category, chosen }: Known): Place {
  switch (action.type) {
    case 'set_department': {
      const { departmentId } = action
      return departmentId === place.departmentId ? place : { ...place, departmentId, groupId: null }
    }
    case 'set_category': {
      const isItsOwn = category !== undefined && category.departmentId === place.departmentId
      return isItsOwn ? { ...place, groupId: category.groupId } : place
    }
    case 'assign': {
      if (action.assigneeId === undefined && chosen == null) return place
      return {
        ...place,
        departmentId: chosen?.departmentId ?? place.departmentId,
        status: 'assigned',
      }
    }
    default:
      return place // whom it is given to after it is the same
  }
}

/** The department goes with the choice where another than the ticket's present one is reckoned with. */
export function nameDepartment(
  chosen: Chosen | null | undefined,
  { departmentId }: Pick<Place, 'departmentId'>,
  present: Pick<Place, 'departmentId'>,
): Chosen | null | undefined {
  const isMoved = departmentId !== null && departmentId !== present.departmentId
  return isMoved && chosen != null ? { departmentId, ...chosen } : chosen
}
