/** A button of a 1:1 card; the key comes back in the click (protocol §3 template_card_event). */
export interface CardButton {
  readonly text: string;
  readonly key: string;
  readonly style: "primary" | "plain";
}

/** A card a member of staff can act on with one thumb (protocol §4.4 button_interaction). */
export interface StaffCard {
  /** Unique per app; letters, digits, `_-@`, at most 128 bytes. */
  readonly taskId: string;
  readonly title: string;
  readonly description: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly buttons: readonly CardButton[];
}
