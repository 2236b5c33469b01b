import type { ListItem } from '../../syntax/markdown-tree.ts';
import type { TextRange } from '../../syntax/text-range.ts';
import { Checklist, type Entry } from './checklist.ts';
import type { PlacedDependency } from './plan-drafts.ts';

/** What a label's items are: entries of a checklist, or the dependencies of a task. */
export type CollectedInto = Checklist | { readonly dependencies: PlacedDependency[] };

/** Takes the items that stand below a label or a heading, until its region ends. */
export class ItemCollector {
  readonly into: CollectedInto;
  /** The level of the heading that opened it; absent for a label. */
  readonly headingLevel: number | undefined;
  /** The item whose label opened it, if one did. */
  readonly labelItem: TextRange | undefined;
  readonly #end: number;
  readonly #hasValue: boolean;
  #taken: TextRange | undefined;
  /** Items were taken from within the label's own item: those beside it are others. */
  #takesNested = false;
  /** Bullets without a box no longer count. */
  #boxesOnly = false;
  /** Labels below it head groups of its items. */
  #grouped = false;

  constructor(
    into: CollectedInto,
    region: {
      readonly end: number;
      readonly hasValue: boolean;
      readonly headingLevel?: number;
      readonly labelItem?: TextRange | undefined;
    },
  ) {
    this.into = into;
    this.#end = region.end;
    this.#hasValue = region.hasValue;
    this.headingLevel = region.headingLevel;
    this.labelItem = region.labelItem;
  }

  /** Whether an item or paragraph that begins at `offset` lies in its region. */
  reaches(offset: number): boolean {
    if (this.#takesNested && offset >= (this.labelItem?.end ?? 0)) return false;
    return offset < this.#end;
  }

  /** Whether nothing was taken yet. */
  get isEmpty(): boolean {
    return this.#taken === undefined;
  }

  /** Whether `offset` lies in the item that was taken last. */
  holds(offset: number): boolean {
    return this.#taken !== undefined && offset < this.#taken.end;
  }

  /** Whether an item is nested in the one whose label opened this. */
  isNested({ range }: ListItem): boolean {
    return this.labelItem !== undefined && range.start < this.labelItem.end;
  }

  take(item: ListItem, entry: Entry, labelled: boolean): void {
    if (!(this.into instanceof Checklist)) return;
    const isDetail = this.holds(item.range.start);
    if (this.isNested(item)) this.#takesNested = true;
    if (this.#taken === undefined || !isDetail) this.#taken = item.range;
    if (!this.#boxesOnly || item.checked !== undefined || isDetail) {
      this.into.add(item, entry, { labelled, doubtful: false });
    } else if (this.headingLevel !== undefined) {
      this.into.add(item, entry, { labelled, doubtful: true });
    }
  }

  /** Takes a line that is an item for its author only. */
  takeLine(entry: Entry, boxed: boolean): void {
    if (!(this.into instanceof Checklist) || (this.#boxesOnly && !boxed)) return;
    this.#taken = entry.range;
    this.into.addLine(entry, boxed);
  }

  takeDependencies(item: ListItem, found: readonly PlacedDependency[]): void {
    if (this.into instanceof Checklist) return;
    if (this.isNested(item)) this.#takesNested = true;
    this.#taken = item.range;
    this.into.dependencies.push(...found);
  }

  /** Passes a paragraph that is no label: bullets behind it are others. */
  passProse(): void {
    if (this.#taken !== undefined) this.#boxesOnly = true;
  }

  /**
   * Passes a label that means nothing to a plan; false when that ends the region. Below a heading it
   * parts the items, and bullets count on if it `goesOn`. Before the first item of a label it may head
   * a group of them, unless it is a `isField` of tasks.
   */
  passLabel({ goesOn, isField }: { goesOn: boolean; isField: boolean }): boolean {
    if (this.headingLevel !== undefined) {
      this.#boxesOnly = !goesOn;
      return true;
    }
    if (!(this.into instanceof Checklist)) return false;
    if (!this.#grouped && (isField || this.#taken !== undefined || this.#hasValue)) return false;
    this.#grouped = true;
    this.#boxesOnly = !goesOn;
    return true;
  }
}
