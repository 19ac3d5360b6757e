/**
 * What crosses between two programs: copied data, and numbers for what stays where it is. An object is a
 * node of its own, so that one that is met twice arrives as one.
 */
export interface Parcel {
  readonly values: readonly Carried[];
  readonly nodes: readonly ParcelNode[];
}

export type Primitive = null | undefined | boolean | number | bigint | string;

/** A primitive, or a node by its number. */
export type Carried = Primitive | { readonly node: number };

export type Entries = readonly (readonly [string, Carried])[];

/** `was`: it came as that node of the parcel this one answers, and is to be changed where it came from. */
export type ParcelNode =
  | {
      readonly kind: 'array';
      readonly items: readonly Carried[];
      readonly frozen: boolean;
      readonly was?: number;
    }
  | {
      readonly kind: 'object';
      readonly entries: Entries;
      readonly bare: boolean;
      readonly frozen: boolean;
      readonly was?: number;
    }
  | { readonly kind: 'map'; readonly pairs: readonly (readonly [Carried, Carried])[]; readonly was?: number }
  | { readonly kind: 'set'; readonly items: readonly Carried[]; readonly was?: number }
  | { readonly kind: 'date'; readonly time: number }
  | { readonly kind: 'pattern'; readonly source: string; readonly flags: string }
  | { readonly kind: 'bytes'; readonly type: string; readonly bytes: Uint8Array }
  | {
      readonly kind: 'error';
      readonly name: string;
      readonly message: string;
      readonly fields: Entries;
      readonly of: Parent;
    }
  /** An object of the receiver's own, on its way home. */
  | { readonly kind: 'home'; readonly id: number }
  | ({ readonly kind: 'function'; readonly id: number } & FunctionShape)
  | {
      readonly kind: 'object-elsewhere';
      readonly id: number;
      readonly of: Parent;
      readonly members: Members;
    };

/** What a function or a class looks like from outside; of its code nothing is told. */
export interface FunctionShape {
  readonly name: string;
  readonly parent: Parent;
  /** Of the objects that it makes. */
  readonly members: Members;
  readonly own: Members;
}

/** A class: one of the language's by its name, another as a node. */
export type Parent = string | { readonly node: number };

export interface Members {
  readonly methods: readonly string[];
  readonly fields: readonly string[];
}

/** What is asked of an object that lives elsewhere. `label` is only there to be read by people. */
export interface Act {
  readonly kind: 'call' | 'construct' | 'get' | 'set';
  readonly target: number;
  readonly member: string | null;
  readonly label: string;
}

/** `token` is of a promise that will be settled later. */
export interface Answer {
  readonly state: 'returned' | 'threw' | 'pending';
  readonly token: number;
  readonly parcel: Parcel;
}
