/** What one act wants the audience to look at. */
export interface Scene {
  /** external_userid of the resident. */
  readonly resident?: string;
  /** `group:…` or `app:…`. */
  readonly staff?: string;
  readonly record?: number;
}

/** Something that takes a while: a move of the clock, the scripted day, a new sample month. */
export interface Act {
  readonly kind: "clock" | "day" | "month" | "empty" | "return";
  readonly title: string;
  readonly caption: string;
  /** 0–1, or null when nobody knows. */
  readonly progress: number | null;
  readonly scene: Scene | null;
  readonly canStop: boolean;
}

/** What an act may say about itself while it runs. */
export interface ActControl {
  show(change: Partial<Pick<Act, "caption" | "progress" | "scene">>): void;
  readonly signal: AbortSignal;
}

/** How the last act ended, for those who missed it. */
export interface Outcome {
  readonly kind: Act["kind"];
  readonly words: string;
  readonly failed: boolean;
}

/** One act at a time. */
export interface Stage {
  current(): Act | null;
  last(): Outcome | null;
  /** Begins at once and goes on by itself; false when another act is on. The work returns closing words. */
  begin(
    act: Pick<Act, "kind" | "title" | "canStop">,
    work: (control: ActControl) => Promise<string>,
  ): boolean;
  /** Asks the act to end; false when none is on, or it cannot be stopped. */
  stop(): boolean;
  /** Resolves when no act is on. */
  empty(): Promise<void>;
}

/** Thrown by an act that was asked to stop. */
export class Stopped extends Error {
  constructor() {
    super("stopped");
    this.name = "Stopped";
  }
}

export function createStage(terms: { onChange: () => void; onError: (error: unknown) => void }): Stage {
  let current: Act | null = null;
  let last: Outcome | null = null;
  let controller = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function run(kind: Act["kind"], work: Promise<string>): Promise<void> {
    try {
      last = { kind, words: await work, failed: false };
    } catch (error) {
      if (error instanceof Stopped) {
        last = { kind, words: "已停止，做到哪里就留在哪里。", failed: false };
      } else {
        last = { kind, words: "没有做完，原因见运行日志。", failed: true };
        terms.onError(error);
      }
    }
    current = null;
    terms.onChange();
  }

  return {
    current: () => current,
    last: () => last,
    begin(act, work) {
      if (current) return false;
      controller = new AbortController();
      current = { ...act, caption: "", progress: null, scene: null };
      terms.onChange();
      const control: ActControl = {
        signal: controller.signal,
        show(change) {
          if (current) current = { ...current, ...change };
          terms.onChange();
        },
      };
      running = run(
        act.kind,
        Promise.resolve().then(() => work(control)),
      );
      return true;
    },
    stop() {
      if (!current?.canStop) return false;
      controller.abort();
      return true;
    },
    empty: () => running,
  };
}
