<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name>AccountRow</name>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>All, today</source>
        <translation>Alles, heute</translation>
    </message>
    <message>
        <source>Workflow %1, today</source>
        <translation>Workflow %1, heute</translation>
    </message>
    <message>
        <source>Agent %1, today</source>
        <translation>Agent %1, heute</translation>
    </message>
    <message>
        <source>Team %1, today</source>
        <translation>Team %1, heute</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 reserved</source>
        <translation>%1 reserviert</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>kein Limit</translation>
    </message>
    <message>
        <source>used up</source>
        <translation>aufgebraucht</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 übrig</translation>
    </message>
</context>
<context>
    <name>AgentCommands</name>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>%1 abschalten</translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>%1 einschalten</translation>
    </message>
    <message>
        <source>Drain %1</source>
        <translation>%1 auslaufen lassen</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Restart %1…</source>
        <translation>%1 neu starten …</translation>
    </message>
    <message>
        <source>Kill %1…</source>
        <translation>%1 sofort beenden …</translation>
    </message>
    <message>
        <source>Remove %1…</source>
        <translation>%1 entfernen …</translation>
    </message>
</context>
<context>
    <name>AgentPanel</name>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Abschalten</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>It gets no further task; what it is doing goes on</source>
        <translation>Er bekommt keine weitere Aufgabe; was er gerade tut, läuft weiter</translation>
    </message>
    <message>
        <source>It gets tasks again</source>
        <translation>Er bekommt wieder Aufgaben</translation>
    </message>
    <message>
        <source>Drain</source>
        <translation>Auslaufen lassen</translation>
    </message>
    <message>
        <source>It finishes what it has and takes nothing new</source>
        <translation>Er beendet, was er hat, und nimmt nichts Neues an</translation>
    </message>
    <message>
        <source>Restart…</source>
        <translation>Neu starten…</translation>
    </message>
    <message>
        <source>Kill…</source>
        <translation>Beenden…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Held back after failures: %1</source>
        <translation>Nach Fehlern zurückgehalten: %1</translation>
    </message>
    <message>
        <source>On trial with one task after failures: %1</source>
        <translation>Nach Fehlern auf Probe mit einer Aufgabe: %1</translation>
    </message>
    <message>
        <source>Processor %1 %</source>
        <translation>Prozessor %1 %</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Memory %1</source>
        <translation>Speicher %1</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>Instances of %1</source>
        <translation>Instanzen von %1</translation>
    </message>
    <message>
        <source>each with %1 tasks at a time</source>
        <translation>mit je %1 Aufgaben zugleich</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Runner</source>
        <translation>Runner</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>the runner&apos;s own</source>
        <translation>das des Runners</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>Works in</source>
        <translation>Arbeitet in</translation>
    </message>
    <message>
        <source>Can do</source>
        <translation>Fähigkeiten</translation>
    </message>
    <message>
        <source>What it is doing</source>
        <translation>Was er gerade tut</translation>
    </message>
    <message>
        <source>Nothing at the moment</source>
        <translation>Im Moment nichts</translation>
    </message>
    <message>
        <source>Open the task</source>
        <translation>Aufgabe öffnen</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über ihn</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Interrupt %1</source>
        <translation>%1 unterbrechen</translation>
    </message>
    <message>
        <source>It stops what it does and waits for what you say; its task goes on</source>
        <translation>Er hört auf mit dem, was er tut, und wartet, was Sie sagen; seine Aufgabe läuft weiter</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Erfolg</translation>
    </message>
    <message numerus="yes">
        <source>%1 % · %2 of %n attempt(s) in 30 days</source>
        <translation>
            <numerusform>%1 % · %2 von %n Versuch in 30 Tagen</numerusform>
            <numerusform>%1 % · %2 von %n Versuchen in 30 Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>no attempt has ended in 30 days</source>
        <translation>in 30 Tagen ist kein Versuch zu Ende gegangen</translation>
    </message>
    <message>
        <source>It gets no tasks: %1. %2</source>
        <translation>Er bekommt keine Aufgaben: %1. %2</translation>
    </message>
    <message>
        <source>Its runner is held back after failures of all its agents: %1</source>
        <translation>Sein Runner ist nach Fehlschlägen aller seiner Agenten zurückgehalten: %1</translation>
    </message>
    <message>
        <source>Its runner is on trial with one task after failures: %1</source>
        <translation>Sein Runner ist nach Fehlschlägen auf Probe mit einer Aufgabe: %1</translation>
    </message>
</context>
<context>
    <name>AgentRow</name>
    <message>
        <source>Breaker open</source>
        <translation>Sicherung offen</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Draining</source>
        <translation>Läuft aus</translation>
    </message>
    <message>
        <source>%1 of %2 busy</source>
        <translation>%1 von %2 beschäftigt</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>no instances</source>
        <translation>keine Instanzen</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>One instance fewer</source>
        <translation>Eine Instanz weniger</translation>
    </message>
    <message>
        <source>One instance more</source>
        <translation>Eine Instanz mehr</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Abschalten</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>It gets no further task; what it is doing goes on</source>
        <translation>Er bekommt keine weitere Aufgabe; was er gerade tut, läuft weiter</translation>
    </message>
    <message>
        <source>It gets tasks again</source>
        <translation>Er bekommt wieder Aufgaben</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n attempt(s) in 30 days</source>
        <translation>
            <numerusform>%1 von %n Versuch in 30 Tagen</numerusform>
            <numerusform>%1 von %n Versuchen in 30 Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>No attempt has ended in 30 days</source>
        <translation>In 30 Tagen ist kein Versuch zu Ende gegangen</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>Nicht verfügbar</translation>
    </message>
    <message>
        <source>Runner held back</source>
        <translation>Runner zurückgehalten</translation>
    </message>
</context>
<context>
    <name>AgentSession</name>
    <message>
        <source>Task: %1</source>
        <translation>Aufgabe: %1</translation>
    </message>
    <message>
        <source>Open the task</source>
        <translation>Aufgabe öffnen</translation>
    </message>
    <message>
        <source>It works on nothing now. What you say goes on with the last conversation with it, or begins one.</source>
        <translation>Er arbeitet gerade an nichts. Was Sie sagen, setzt das letzte Gespräch mit ihm fort oder beginnt eines.</translation>
    </message>
    <message>
        <source>No session is open</source>
        <translation>Keine Sitzung ist offen</translation>
    </message>
</context>
<context>
    <name>AgentSheet</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>It starts from a preset; everything can be changed later.</source>
        <translation>Er beginnt mit einer Vorlage; alles lässt sich später ändern.</translation>
    </message>
    <message>
        <source>What it is doing goes on as it began; its next task gets the change.</source>
        <translation>Was er gerade tut, läuft weiter, wie es begann; die Änderung gilt ab seiner nächsten Aufgabe.</translation>
    </message>
    <message>
        <source>New agent</source>
        <translation>Neuer Agent</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Can do</source>
        <translation>Fähigkeiten</translation>
    </message>
    <message>
        <source>Capabilities</source>
        <translation>Fähigkeiten</translation>
    </message>
    <message>
        <source>code_generation, testing</source>
        <translation>code_generation, testing</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The runner&apos;s own</source>
        <translation>Das des Runners</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>tasks at a time each</source>
        <translation>Aufgaben zugleich je Instanz</translation>
    </message>
    <message>
        <source>Tasks at a time</source>
        <translation>Aufgaben zugleich</translation>
    </message>
</context>
<context>
    <name>AgentsPage</name>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>New agent</source>
        <translation>Neuer Agent</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n agent(s) enabled</source>
        <translation>
            <numerusform>%n Agent eingeschaltet</numerusform>
            <numerusform>%n Agenten eingeschaltet</numerusform>
        </translation>
    </message>
    <message>
        <source>Spend today</source>
        <translation>Ausgaben heute</translation>
    </message>
    <message>
        <source>budget %1</source>
        <translation>Budget %1</translation>
    </message>
    <message>
        <source>no budget for the day</source>
        <translation>kein Tagesbudget</translation>
    </message>
    <message>
        <source>Memory, all tasks</source>
        <translation>Speicher, alle Aufgaben</translation>
    </message>
    <message>
        <source>whole process trees</source>
        <translation>ganze Prozessbäume</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>tasks that are ready</source>
        <translation>Aufgaben, die bereit sind</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>What it is doing is asked to stop, then done again or gone on with, as on_interrupt of each task says.</source>
        <translation>Was er gerade tut, wird angehalten und dann neu begonnen oder fortgesetzt, wie es on_interrupt der Aufgabe sagt.</translation>
    </message>
    <message>
        <source>Restart %1?</source>
        <translation>%1 neu starten?</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>All its processes end at once; what they did not save is lost. It is disabled. Its tasks go to another agent that can do them, or wait until it is enabled.</source>
        <translation>Alle seine Prozesse enden sofort; was sie nicht gespeichert haben, geht verloren. Er wird abgeschaltet. Seine Aufgaben gehen an einen anderen Agenten, der sie kann, oder warten, bis er eingeschaltet wird.</translation>
    </message>
    <message>
        <source>Kill %1?</source>
        <translation>%1 beenden?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>It leaves the pool; what it did stays in the runs. Tasks that only it can do wait.</source>
        <translation>Er verlässt den Pool; was er getan hat, bleibt in den Läufen. Aufgaben, die nur er kann, warten.</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>Success, 30 days</source>
        <translation>Erfolg, 30 Tage</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n attempt(s)</source>
        <translation>
            <numerusform>%1 von %n Versuch</numerusform>
            <numerusform>%1 von %n Versuchen</numerusform>
        </translation>
    </message>
    <message>
        <source>no attempt has ended</source>
        <translation>kein Versuch ist zu Ende</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source> (%1 spent so far)</source>
        <translation> (bisher %1 ausgegeben)</translation>
    </message>
    <message>
        <source>It is at work on %1%2.</source>
        <translation>Er arbeitet an %1%2.</translation>
    </message>
    <message>
        <source>New agent…</source>
        <translation>Neuer Agent …</translation>
    </message>
</context>
<context>
    <name>AttemptDifference</name>
    <message>
        <source>Was not started</source>
        <translation>Wurde nicht gestartet</translation>
    </message>
    <message>
        <source>Attempt %1, %2</source>
        <translation>Versuch %1, %2</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>The same on both sides</source>
        <translation>Auf beiden Seiten dasselbe</translation>
    </message>
    <message>
        <source>Nothing on either side</source>
        <translation>Auf keiner Seite etwas</translation>
    </message>
    <message>
        <source>What they were given</source>
        <translation>Was ihnen gegeben wurde</translation>
    </message>
    <message>
        <source>Their results</source>
        <translation>Ihre Ergebnisse</translation>
    </message>
</context>
<context>
    <name>AttemptList</name>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Attempt %1, %2</source>
        <translation>Versuch %1, %2</translation>
    </message>
    <message>
        <source>Attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>Asked to change: %1</source>
        <translation>Um Änderung gebeten: %1</translation>
    </message>
    <message>
        <source>It was not started yet</source>
        <translation>Sie wurde noch nicht gestartet</translation>
    </message>
    <message>
        <source>Compare with attempt %1</source>
        <translation>Mit Versuch %1 vergleichen</translation>
    </message>
</context>
<context>
    <name>BatchAnswer</name>
    <message numerus="yes">
        <source>%n request(s) of this kind, all of low risk</source>
        <translation>
            <numerusform>%n Anfrage dieser Art, mit niedrigem Risiko</numerusform>
            <numerusform>%n Anfragen dieser Art, alle mit niedrigem Risiko</numerusform>
        </translation>
    </message>
    <message>
        <source>Approve all %1</source>
        <translation>Alle %1 freigeben</translation>
    </message>
    <message>
        <source>Deny all %1</source>
        <translation>Alle %1 ablehnen</translation>
    </message>
</context>
<context>
    <name>BranchActions</name>
    <message>
        <source>Merging…</source>
        <translation>Wird zusammengeführt…</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>Zusammenführen…</translation>
    </message>
    <message>
        <source>Discarding…</source>
        <translation>Wird verworfen…</translation>
    </message>
    <message>
        <source>Discard (keeps a ref)</source>
        <translation>Verwerfen (Ref bleibt)</translation>
    </message>
    <message>
        <source>Its task is still running</source>
        <translation>Die Aufgabe läuft noch</translation>
    </message>
    <message>
        <source>Nothing can be done with it any more</source>
        <translation>Damit lässt sich nichts mehr tun</translation>
    </message>
    <message>
        <source>%1 / %2 next and previous file</source>
        <translation>%1 / %2 nächste und vorige Datei</translation>
    </message>
</context>
<context>
    <name>BranchList</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>Branches</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) conflict with %1</source>
        <translation>
            <numerusform>%n Datei im Konflikt mit %1</numerusform>
            <numerusform>%n Dateien im Konflikt mit %1</numerusform>
        </translation>
    </message>
    <message>
        <source>also changed in %1</source>
        <translation>auch geändert in %1</translation>
    </message>
    <message>
        <source>already in %1</source>
        <translation>bereits in %1</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>ohne Konflikt</translation>
    </message>
    <message>
        <source>into %1</source>
        <translation>in %1</translation>
    </message>
</context>
<context>
    <name>BranchRemarks</name>
    <message>
        <source>into %1</source>
        <translation>in %1</translation>
    </message>
    <message numerus="yes">
        <source>%n commit(s)</source>
        <translation>
            <numerusform>%n Commit</numerusform>
            <numerusform>%n Commits</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the task</source>
        <translation>Aufgabe öffnen</translation>
    </message>
    <message>
        <source>Conflicts with %1: %2</source>
        <translation>Konflikt mit %1: %2</translation>
    </message>
    <message>
        <source>Conflicts with %1, which is open, too: %2</source>
        <translation>Konflikt mit %1, der auch offen ist: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are not committed yet; a merge can commit them.</source>
        <translation>
            <numerusform>%n Datei ist noch nicht committet; beim Zusammenführen kann sie committet werden.</numerusform>
            <numerusform>%n Dateien sind noch nicht committet; beim Zusammenführen können sie committet werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>All of it is in %1 already.</source>
        <translation>Alles davon ist bereits in %1.</translation>
    </message>
    <message>
        <source>Kept as %1</source>
        <translation>Aufbewahrt als %1</translation>
    </message>
</context>
<context>
    <name>ChangeList</name>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>ChangeSessionSheet</name>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>It holds from now on, also for later attempts of the task. What is left as it is does not change.</source>
        <translation>Es gilt ab jetzt, auch für spätere Versuche der Aufgabe. Was bleibt, wie es ist, ändert sich nicht.</translation>
    </message>
    <message>
        <source>Change the session of %1</source>
        <translation>Sitzung von %1 ändern</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie bisher</translation>
    </message>
    <message>
        <source>Permission mode</source>
        <translation>Berechtigungsmodus</translation>
    </message>
    <message>
        <source>Permission mode: %1</source>
        <translation>Berechtigungsmodus: %1</translation>
    </message>
    <message>
        <source>default: asks</source>
        <translation>default: fragt</translation>
    </message>
    <message>
        <source>acceptEdits: edits without asking</source>
        <translation>acceptEdits: ändert Dateien, ohne zu fragen</translation>
    </message>
    <message>
        <source>plan: changes nothing</source>
        <translation>plan: ändert nichts</translation>
    </message>
    <message>
        <source>auto: the agent decides</source>
        <translation>auto: der Agent entscheidet</translation>
    </message>
    <message>
        <source>dontAsk: denies what it would ask</source>
        <translation>dontAsk: lehnt ab, was er fragen würde</translation>
    </message>
    <message>
        <source>bypassPermissions: asks nothing</source>
        <translation>bypassPermissions: fragt nichts</translation>
    </message>
</context>
<context>
    <name>ChipsField</name>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Add to %1</source>
        <translation>Zu %1 hinzufügen</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
</context>
<context>
    <name>CodeBlock</name>
    <message numerus="yes">
        <source>Show %n more line(s)</source>
        <translation>
            <numerusform>%n weitere Zeile zeigen</numerusform>
            <numerusform>%n weitere Zeilen zeigen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Nothing fits “%1”</source>
        <translation>Nichts passt zu „%1“</translation>
    </message>
    <message>
        <source>A page, a run, a workflow, an agent, a setting, or what to do</source>
        <translation>Eine Seite, ein Lauf, Workflow, Agent, eine Einstellung oder was zu tun ist</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>%1, attempts %2 and %3</source>
        <translation>%1, Versuche %2 und %3</translation>
    </message>
    <message numerus="yes">
        <source>Differences in %n task(s)</source>
        <translation>
            <numerusform>Unterschiede in %n Aufgabe</numerusform>
            <numerusform>Unterschiede in %n Aufgaben</numerusform>
        </translation>
    </message>
    <message>
        <source>Two attempts</source>
        <translation>Zwei Versuche</translation>
    </message>
    <message>
        <source>Two runs</source>
        <translation>Zwei Läufe</translation>
    </message>
    <message>
        <source>Only what differs</source>
        <translation>Nur Unterschiede</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The same version of the workflow</source>
        <translation>Dieselbe Version des Workflows</translation>
    </message>
    <message>
        <source>Different versions of the workflow</source>
        <translation>Verschiedene Versionen des Workflows</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>Input %1: %2 → %3</source>
        <translation>Eingabe %1: %2 → %3</translation>
    </message>
    <message>
        <source>Tasks of both runs</source>
        <translation>Aufgaben beider Läufe</translation>
    </message>
    <message>
        <source>No task differs</source>
        <translation>Keine Aufgabe unterscheidet sich</translation>
    </message>
    <message>
        <source>Choose a task to see where its results, and what it was given, differ.</source>
        <translation>Wählen Sie eine Aufgabe, um zu sehen, wo sich ihre Ergebnisse und das, was ihr gegeben wurde, unterscheiden.</translation>
    </message>
    <message>
        <source>Line by line</source>
        <translation>Zeile für Zeile</translation>
    </message>
</context>
<context>
    <name>ComparedCanvas</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>These cannot be compared</source>
        <translation>Diese lassen sich nicht vergleichen</translation>
    </message>
</context>
<context>
    <name>ComparedTask</name>
    <message>
        <source>only in the first</source>
        <translation>nur im ersten</translation>
    </message>
    <message>
        <source>only in the second</source>
        <translation>nur im zweiten</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht vorhanden</translation>
    </message>
    <message>
        <source>%1: %2 and %3</source>
        <translation>%1: %2 und %3</translation>
    </message>
    <message>
        <source>differs in %1</source>
        <translation>verschieden: %1</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
</context>
<context>
    <name>CompletionList</name>
    <message>
        <source>Completions</source>
        <translation>Ergänzungen</translation>
    </message>
</context>
<context>
    <name>Conversation</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>What the agent says and does appears here as it happens.</source>
        <translation>Was der Agent sagt und tut, erscheint hier, sobald es geschieht.</translation>
    </message>
    <message>
        <source>It cannot be read</source>
        <translation>Es lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>Nothing was said yet</source>
        <translation>Noch wurde nichts gesagt</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Mitlesen</translation>
    </message>
</context>
<context>
    <name>ConversationRow</name>
    <message>
        <source>Told</source>
        <translation>Gesagt</translation>
    </message>
    <message>
        <source>Subagent</source>
        <translation>Unteragent</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Thought</source>
        <translation>Gedanke</translation>
    </message>
    <message>
        <source>End of the turn</source>
        <translation>Ende des Zugs</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Claude Code</source>
        <translation>Claude Code</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>im Gange</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>DayBars</name>
    <message>
        <source>Spent by day</source>
        <translation>Ausgaben je Tag</translation>
    </message>
    <message>
        <source>%1: %2, %3 tokens, %4 attempts</source>
        <translation>%1: %2, %3 Token, %4 Versuche</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>the window could not be made</source>
        <translation>das Fenster konnte nicht erzeugt werden</translation>
    </message>
    <message>
        <source>the lock of the window cannot be written</source>
        <translation>die Sperre des Fensters lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>Choose another data folder (--data-folder)</source>
        <translation>Wählen Sie einen anderen Datenordner (--data-folder)</translation>
    </message>
    <message>
        <source>the window that is open does not answer</source>
        <translation>das offene Fenster antwortet nicht</translation>
    </message>
    <message>
        <source>End it, or choose another data folder (--data-folder)</source>
        <translation>Beenden Sie es, oder wählen Sie einen anderen Datenordner (--data-folder)</translation>
    </message>
    <message>
        <source>cannot listen for other windows: %1</source>
        <translation>kann nicht auf andere Fenster warten: %1</translation>
    </message>
    <message>
        <source>Desktop control center for teams of AI coding agents.</source>
        <translation>Leitstand für Teams programmierender KI-Agenten.</translation>
    </message>
    <message>
        <source>A workflow to open in the editor, or a link: podium://run/RUN, podium://run/RUN/task/KEY, podium://inbox/REQUEST, podium://PAGE. A window of the same data folder that is open already shows it.</source>
        <translation>Ein Workflow für den Editor, oder ein Link: podium://run/RUN, podium://run/RUN/task/KEY, podium://inbox/REQUEST, podium://PAGE. Ist ein Fenster desselben Datenordners schon offen, zeigt es ihn.</translation>
    </message>
    <message>
        <source>[FILE | LINK]</source>
        <translation> LINK]</translation>
    </message>
    <message>
        <source>Where Podium keeps its data</source>
        <translation>Wo Podium seine Daten aufbewahrt</translation>
    </message>
    <message>
        <source>DIR</source>
        <translation>ORDNER</translation>
    </message>
    <message>
        <source>Configuration file</source>
        <translation>Konfigurationsdatei</translation>
    </message>
    <message>
        <source>FILE</source>
        <translation>DATEI</translation>
    </message>
    <message>
        <source>Set a configuration key; may be repeated</source>
        <translation>Einen Schlüssel der Konfiguration setzen; mehrfach möglich</translation>
    </message>
    <message>
        <source>KEY=VALUE</source>
        <translation>SCHLÜSSEL=WERT</translation>
    </message>
    <message>
        <source>Begin on this page: %1</source>
        <translation>Mit dieser Seite beginnen: %1</translation>
    </message>
    <message>
        <source>PAGE</source>
        <translation>SEITE</translation>
    </message>
    <message>
        <source>Begin with this run</source>
        <translation>Mit diesem Lauf beginnen</translation>
    </message>
    <message>
        <source>RUN</source>
        <translation>LAUF</translation>
    </message>
    <message>
        <source>Select this task of it</source>
        <translation>Diese Aufgabe darin auswählen</translation>
    </message>
    <message>
        <source>KEY</source>
        <translation>SCHLÜSSEL</translation>
    </message>
    <message>
        <source>system, light, dark or contrast</source>
        <translation>system, light, dark oder contrast</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>Size of the window, e.g. 1440x900</source>
        <translation>Größe des Fensters, z. B. 1440x900</translation>
    </message>
    <message>
        <source>WxH</source>
        <translation>BxH</translation>
    </message>
    <message>
        <source>Write a picture of the window into FILE and end; PAGE FILE pictures that page (or link), also without a display</source>
        <translation>Ein Bild des Fensters nach DATEI schreiben und enden; SEITE DATEI zeigt diese Seite (oder diesen Link), auch ohne Bildschirm</translation>
    </message>
    <message>
        <source>[PAGE] FILE</source>
        <translation>[SEITE] DATEI</translation>
    </message>
    <message>
        <source>there is no %1 &quot;%2&quot;</source>
        <translation>%1 „%2“ gibt es nicht</translation>
    </message>
    <message>
        <source>There are: %1</source>
        <translation>Es gibt: %1</translation>
    </message>
    <message>
        <source>the link leads nowhere</source>
        <translation>der Link führt nirgendwohin</translation>
    </message>
    <message>
        <source>Links are podium://run/RUN, podium://run/RUN/task/KEY, podium://inbox/REQUEST and podium://PAGE</source>
        <translation>Links sind podium://run/RUN, podium://run/RUN/task/KEY, podium://inbox/REQUEST und podium://PAGE</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>diese Datei gibt es nicht</translation>
    </message>
    <message>
        <source>Size of the text in per cent, 80 to 200</source>
        <translation>Größe der Schrift in Prozent, 80 bis 200</translation>
    </message>
    <message>
        <source>PERCENT</source>
        <translation>PROZENT</translation>
    </message>
    <message>
        <source>--text-size: &quot;%1&quot; is no size</source>
        <translation>--text-size: „%1“ ist keine Größe</translation>
    </message>
    <message>
        <source>Give 80 to 200.</source>
        <translation>Gib 80 bis 200 an.</translation>
    </message>
</context>
<context>
    <name>DiffFiles</name>
    <message>
        <source>Changed files</source>
        <translation>Geänderte Dateien</translation>
    </message>
    <message>
        <source>%1, %2 lines added, %3 removed</source>
        <translation>%1, %2 Zeilen hinzugefügt, %3 entfernt</translation>
    </message>
</context>
<context>
    <name>DiffLine</name>
    <message>
        <source>added: </source>
        <translation>hinzugefügt: </translation>
    </message>
    <message>
        <source>removed: </source>
        <translation>entfernt: </translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message>
        <source>Unified</source>
        <translation>Untereinander</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Changed lines</source>
        <translation>Geänderte Zeilen</translation>
    </message>
    <message>
        <source>A binary file: there are no lines to show</source>
        <translation>Eine Binärdatei: Zeilen gibt es nicht zu zeigen</translation>
    </message>
    <message>
        <source>No lines were changed</source>
        <translation>Keine Zeile wurde geändert</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>Nichts wurde geändert</translation>
    </message>
</context>
<context>
    <name>DifferenceText</name>
    <message>
        <source>removed: %1</source>
        <translation>entfernt: %1</translation>
    </message>
    <message>
        <source>added: %1</source>
        <translation>hinzugefügt: %1</translation>
    </message>
    <message>
        <source>%1 became %2</source>
        <translation>aus %1 wurde %2</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) the same</source>
        <translation>
            <numerusform>%n Zeile gleich</numerusform>
            <numerusform>%n Zeilen gleich</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditorCanvas</name>
    <message>
        <source>Drag a part from the left onto the canvas, or choose one with Enter. Then draw from port to port what waits for what.</source>
        <translation>Ziehen Sie links ein Teil auf die Zeichenfläche, oder wählen Sie eines mit Enter. Ziehen Sie dann von Anschluss zu Anschluss, was worauf wartet.</translation>
    </message>
    <message>
        <source>An empty workflow</source>
        <translation>Ein leerer Workflow</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Back to 100 %</source>
        <translation>Zurück auf 100 %</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
</context>
<context>
    <name>EditorHeader</name>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>noch nicht gespeichert</translation>
    </message>
    <message>
        <source>%1 · saving…</source>
        <translation>%1 · wird gespeichert…</translation>
    </message>
    <message>
        <source>%1 · edited</source>
        <translation>%1 · bearbeitet</translation>
    </message>
    <message>
        <source>Workflow</source>
        <translation>Workflow</translation>
    </message>
    <message>
        <source>All workflows</source>
        <translation>Alle Workflows</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>Wiederholen: %1</translation>
    </message>
    <message>
        <source>Arrange everything</source>
        <translation>Alles anordnen</translation>
    </message>
    <message>
        <source>Before running: time, cost, agents, files, risk</source>
        <translation>Vor dem Lauf: Zeit, Kosten, Agenten, Dateien, Risiko</translation>
    </message>
    <message>
        <source>Versions: compare and restore</source>
        <translation>Versionen: vergleichen und wiederherstellen</translation>
    </message>
    <message>
        <source>There are no versions before it is saved</source>
        <translation>Vor dem ersten Speichern gibt es keine Versionen</translation>
    </message>
    <message>
        <source>Export a copy to a file…</source>
        <translation>Kopie in eine Datei exportieren…</translation>
    </message>
    <message>
        <source>Save as a version</source>
        <translation>Als Version speichern</translation>
    </message>
    <message>
        <source>Run…</source>
        <translation>Ausführen…</translation>
    </message>
    <message>
        <source>It has errors: mend them first</source>
        <translation>Er hat Fehler: beheben Sie sie zuerst</translation>
    </message>
</context>
<context>
    <name>EditorMenu</name>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Connect with…</source>
        <translation>Verbinden mit…</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>Anordnen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>EstimatePanel</name>
    <message>
        <source>~ %1</source>
        <translation>~ %1</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>measured in earlier runs</source>
        <translation>in früheren Läufen gemessen</translation>
    </message>
    <message>
        <source>given in the workflow</source>
        <translation>im Workflow angegeben</translation>
    </message>
    <message>
        <source>from its own tasks</source>
        <translation>aus seinen eigenen Aufgaben</translation>
    </message>
    <message>
        <source>from tasks of the same kind</source>
        <translation>aus Aufgaben derselben Art</translation>
    </message>
    <message>
        <source>a guess</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Before it runs</source>
        <translation>Vor dem Lauf</translation>
    </message>
    <message>
        <source>Estimating…</source>
        <translation>Wird geschätzt…</translation>
    </message>
    <message>
        <source>Back to the fields</source>
        <translation>Zurück zu den Feldern</translation>
    </message>
    <message>
        <source>It has errors: nothing can be said before they are mended.</source>
        <translation>Er hat Fehler: Bevor sie behoben sind, lässt sich nichts sagen.</translation>
    </message>
    <message>
        <source>In 8 of 10 of %1 simulated runs; half of them take less than %2.</source>
        <translation>In 8 von 10 von %1 simulierten Läufen; die Hälfte davon braucht weniger als %2.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message numerus="yes">
        <source>Nobody knows yet what %n task(s) cost.</source>
        <translation>
            <numerusform>Was %n Aufgabe kostet, weiß noch niemand.</numerusform>
            <numerusform>Was %n Aufgaben kosten, weiß noch niemand.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) for agents</source>
        <translation>
            <numerusform>%n Aufgabe für Agenten</numerusform>
            <numerusform>%n Aufgaben für Agenten</numerusform>
        </translation>
    </message>
    <message>
        <source>At most %1 tasks at once, %2 on average.</source>
        <translation>Höchstens %1 Aufgaben zugleich, im Mittel %2.</translation>
    </message>
    <message>
        <source>Roles: %1.</source>
        <translation>Rollen: %1.</translation>
    </message>
    <message numerus="yes">
        <source>A person is asked at %n task(s).</source>
        <translation>
            <numerusform>Bei %n Aufgabe wird ein Mensch gefragt.</numerusform>
            <numerusform>Bei %n Aufgaben wird ein Mensch gefragt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Agents and people</source>
        <translation>Agenten und Menschen</translation>
    </message>
    <message numerus="yes">
        <source>%n on branches, </source>
        <translation>
            <numerusform>%n auf einem Branch, </numerusform>
            <numerusform>%n auf Branches, </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in place</source>
        <translation>
            <numerusform>%n an Ort und Stelle</numerusform>
            <numerusform>%n an Ort und Stelle</numerusform>
        </translation>
    </message>
    <message>
        <source>What is done on branches comes to the review.</source>
        <translation>Was auf Branches entsteht, kommt in die Durchsicht.</translation>
    </message>
    <message>
        <source>Tasks in place change the files of the folder itself.</source>
        <translation>Aufgaben an Ort und Stelle ändern die Dateien des Ordners selbst.</translation>
    </message>
    <message>
        <source>No task changes files.</source>
        <translation>Keine Aufgabe ändert Dateien.</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>low</source>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Critical path, ~ %1</source>
        <translation>Kritischer Pfad, ~ %1</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>Daneben</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s), assumed</source>
        <translation>
            <numerusform>%n-mal, angenommen</numerusform>
            <numerusform>%n-mal, angenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n-mal</numerusform>
            <numerusform>%n-mal</numerusform>
        </translation>
    </message>
    <message>
        <source>cost unknown</source>
        <translation>Kosten unbekannt</translation>
    </message>
    <message>
        <source>left out by its condition</source>
        <translation>durch die Bedingung ausgelassen</translation>
    </message>
    <message>
        <source>costs nothing</source>
        <translation>kostet nichts</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>EventList</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Shows the run as it was then</source>
        <translation>Zeigt den Lauf, wie er damals war</translation>
    </message>
</context>
<context>
    <name>FindingsBar</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>The text cannot be read</source>
        <translation>Der Text lässt sich nicht lesen</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n Aufgabe</numerusform>
            <numerusform>%n Aufgaben</numerusform>
        </translation>
    </message>
    <message>
        <source>Estimating…</source>
        <translation>Wird geschätzt…</translation>
    </message>
    <message>
        <source>~%1 – %2</source>
        <translation>~%1 – %2</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>cost unknown</source>
        <translation>Kosten unbekannt</translation>
    </message>
    <message numerus="yes">
        <source>critical path %n task(s), at most %1 at once</source>
        <translation>
            <numerusform>kritischer Pfad %n Aufgabe, höchstens %1 zugleich</numerusform>
            <numerusform>kritischer Pfad %n Aufgaben, höchstens %1 zugleich</numerusform>
        </translation>
    </message>
    <message>
        <source>(with defaults)</source>
        <translation>(mit Vorgaben)</translation>
    </message>
</context>
<context>
    <name>ForkDialog</name>
    <message>
        <source>Fork</source>
        <translation>Abzweigen</translation>
    </message>
    <message>
        <source>A new run: “%1” and everything after it is done again, other results are kept.</source>
        <translation>Ein neuer Lauf: „%1“ und alles danach wird neu ausgeführt, andere Ergebnisse bleiben.</translation>
    </message>
    <message>
        <source>A new run: what the changed inputs touch is done again, other results are kept. This run stays as it is.</source>
        <translation>Ein neuer Lauf: Was die geänderten Eingaben betreffen, wird neu ausgeführt, andere Ergebnisse bleiben. Dieser Lauf bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Fork from “%1”</source>
        <translation>Ab „%1“ abzweigen</translation>
    </message>
    <message>
        <source>Fork with other inputs</source>
        <translation>Mit anderen Eingaben abzweigen</translation>
    </message>
    <message>
        <source>Title of the new run (the same if empty)</source>
        <translation>Titel des neuen Laufs (derselbe, wenn leer)</translation>
    </message>
    <message>
        <source>The workflow has no inputs.</source>
        <translation>Der Workflow hat keine Eingaben.</translation>
    </message>
</context>
<context>
    <name>ForkInput</name>
    <message>
        <source>Empty</source>
        <translation>Leer</translation>
    </message>
</context>
<context>
    <name>GivenBar</name>
    <message>
        <source>Nobody is asked again about: %1</source>
        <translation>Niemand wird mehr gefragt nach: %1</translation>
    </message>
    <message>
        <source>Revoke the rule</source>
        <translation>Regel widerrufen</translation>
    </message>
    <message>
        <source>Keep the rule</source>
        <translation>Regel behalten</translation>
    </message>
</context>
<context>
    <name>GoalBox</name>
    <message>
        <source>From a goal</source>
        <translation>Aus einem Ziel</translation>
    </message>
    <message>
        <source>Planned by %1. You get a proposal to change; nothing of it runs by itself.</source>
        <translation>Von %1 geplant. Sie bekommen einen Vorschlag, den Sie ändern können; nichts davon läuft von selbst.</translation>
    </message>
    <message>
        <source>Nobody can plan here: %1. %2</source>
        <translation>Hier kann niemand planen: %1. %2</translation>
    </message>
    <message>
        <source>Begin with one of the templates below instead.</source>
        <translation>Beginnen Sie stattdessen mit einer der Vorlagen unten.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>What is to be reached? For example: add a dark theme to the settings page, with tests</source>
        <translation>Was soll erreicht werden? Zum Beispiel: der Einstellungsseite ein dunkles Thema geben, mit Tests</translation>
    </message>
    <message>
        <source>Folder of the project it is about (your home folder if empty)</source>
        <translation>Ordner des Projekts, um das es geht (Ihr persönlicher Ordner, wenn leer)</translation>
    </message>
    <message>
        <source>Most dollars that the planner may spend</source>
        <translation>Wie viele Dollar der Planer höchstens ausgeben darf</translation>
    </message>
    <message>
        <source>At most $ (may be empty)</source>
        <translation>Höchstens $ (darf leer sein)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Planning…</source>
        <translation>Wird geplant…</translation>
    </message>
    <message>
        <source>Propose a workflow</source>
        <translation>Workflow vorschlagen</translation>
    </message>
</context>
<context>
    <name>GraphEditView</name>
    <message>
        <source>Arrows go from task to task, C connects, Ctrl with arrows moves, F2 renames, Delete removes, Enter opens</source>
        <translation>Pfeiltasten gehen von Aufgabe zu Aufgabe, C verbindet, Strg mit Pfeiltasten verschiebt, F2 benennt um, Entf löscht, Enter öffnet</translation>
    </message>
    <message>
        <source>Choose what to connect with</source>
        <translation>Wählen Sie, womit verbunden wird</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Workflow, nothing selected</source>
        <translation>Workflow, nichts ausgewählt</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
</context>
<context>
    <name>GraphView</name>
    <message>
        <source>Left and right follow the edges, up and down the column, Enter opens</source>
        <translation>Links und rechts folgen den Kanten, oben und unten der Spalte, Enter öffnet</translation>
    </message>
    <message>
        <source>Graph, nothing selected</source>
        <translation>Graph, nichts ausgewählt</translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting for you</source>
        <translation>
            <numerusform>%n wartet auf Sie</numerusform>
            <numerusform>%n warten auf Sie</numerusform>
        </translation>
    </message>
    <message>
        <source>Always allowed: %1</source>
        <translation>Immer erlaubt: %1</translation>
    </message>
    <message>
        <source>Rules that somebody has made here, to revoke</source>
        <translation>Regeln, die hier jemand gemacht hat, zum Widerrufen</translation>
    </message>
    <message>
        <source>Keys of this page</source>
        <translation>Tasten dieser Seite</translation>
    </message>
    <message>
        <source>The next request</source>
        <translation>Nächste Anfrage</translation>
    </message>
    <message>
        <source>The one before</source>
        <translation>Die davor</translation>
    </message>
    <message>
        <source>Change what the tool is run with, then allow that</source>
        <translation>Ändern, womit das Werkzeug läuft, und das erlauben</translation>
    </message>
    <message>
        <source>Write a word to the one who asked; Esc leaves the field</source>
        <translation>Dem, der gefragt hat, ein Wort schreiben; Esc verlässt das Feld</translation>
    </message>
    <message>
        <source>Approve all marked requests of this kind, where they are of low risk</source>
        <translation>Alle markierten Anfragen dieser Art freigeben, soweit ihr Risiko niedrig ist</translation>
    </message>
    <message>
        <source>Open the task</source>
        <translation>Aufgabe öffnen</translation>
    </message>
    <message>
        <source>Show what is new, and put away what was answered</source>
        <translation>Zeigen, was neu ist, und Beantwortetes weglegen</translation>
    </message>
    <message>
        <source>Keys of the Inbox</source>
        <translation>Tasten des Eingangs</translation>
    </message>
    <message numerus="yes">
        <source>%n standing still</source>
        <translation>
            <numerusform>%n steht still</numerusform>
            <numerusform>%n stehen still</numerusform>
        </translation>
    </message>
    <message>
        <source>Approve, allow, accept, send what was filled in, or mend what stands still</source>
        <translation>Freigeben, erlauben, annehmen, Ausgefülltes senden oder Stillstehendes beheben</translation>
    </message>
    <message>
        <source>Deny or reject; dismiss what stands still</source>
        <translation>Ablehnen oder zurückweisen; Stillstehendes ablegen</translation>
    </message>
    <message>
        <source>Approve, or mend what stands still</source>
        <translation>Genehmigen, oder beheben, was stillsteht</translation>
    </message>
    <message>
        <source>Deny, or dismiss what stands still</source>
        <translation>Ablehnen, oder weglegen, was stillsteht</translation>
    </message>
    <message>
        <source>Open the task of the request</source>
        <translation>Aufgabe der Anfrage öffnen</translation>
    </message>
</context>
<context>
    <name>InputEditor</name>
    <message>
        <source>It is run with this instead, once</source>
        <translation>Es läuft stattdessen hiermit, einmal</translation>
    </message>
    <message>
        <source>Input of the tool</source>
        <translation>Eingabe des Werkzeugs</translation>
    </message>
    <message>
        <source>This is no JSON object: { &quot;name&quot;: value, … }</source>
        <translation>Das ist kein JSON-Objekt: { &quot;name&quot;: wert, … }</translation>
    </message>
    <message>
        <source>Ctrl+Enter allows it; Esc leaves it as it was asked</source>
        <translation>Strg+Enter erlaubt es; Esc lässt es, wie gefragt wurde</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Workflow</source>
        <translation>Workflow</translation>
    </message>
    <message>
        <source>Select a task for its fields.</source>
        <translation>Wählen Sie eine Aufgabe, um ihre Felder zu sehen.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Try alone…</source>
        <translation>Allein erproben…</translation>
    </message>
    <message>
        <source>Run only this task, with results that you give</source>
        <translation>Nur diese Aufgabe ausführen, mit Ergebnissen, die Sie angeben</translation>
    </message>
    <message>
        <source>It has errors: mend them first</source>
        <translation>Er hat Fehler: beheben Sie sie zuerst</translation>
    </message>
</context>
<context>
    <name>InspectorField</name>
    <message>
        <source>Clear %1</source>
        <translation>%1 leeren</translation>
    </message>
    <message>
        <source>e.g. %1</source>
        <translation>z. B. %1</translation>
    </message>
    <message>
        <source>Known words for %1</source>
        <translation>Bekannte Wörter für %1</translation>
    </message>
    <message>
        <source>Default%1</source>
        <translation>Vorgabe%1</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
</context>
<context>
    <name>InspectorGroup</name>
    <message>
        <source>%1, all fields</source>
        <translation>%1, alle Felder</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n field(s) set</source>
        <translation>
            <numerusform>%1, %n Feld gesetzt</numerusform>
            <numerusform>%1, %n Felder gesetzt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>LeaveDialog</name>
    <message numerus="yes">
        <source>%n task(s) still running</source>
        <translation>
            <numerusform>%n Aufgabe läuft noch</numerusform>
            <numerusform>%n Aufgaben laufen noch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) still waiting to start</source>
        <translation>
            <numerusform>%n Aufgabe wartet noch auf den Start</numerusform>
            <numerusform>%n Aufgaben warten noch auf den Start</numerusform>
        </translation>
    </message>
    <message>
        <source>Only the window closes. Podium stays in the tray and tells you what needs you.</source>
        <translation>Nur das Fenster schließt. Podium bleibt im Infobereich und sagt Ihnen, was Sie braucht.</translation>
    </message>
    <message>
        <source>Only the window closes. Start Podium again to see it.</source>
        <translation>Nur das Fenster schließt. Starten Sie Podium erneut, um es zu sehen.</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>Im Infobereich weiterlaufen</translation>
    </message>
    <message>
        <source>Keep running without the window</source>
        <translation>Ohne Fenster weiterlaufen</translation>
    </message>
    <message>
        <source>Nothing new starts. Podium ends when those that run have ended; the rest goes on at the next start.</source>
        <translation>Nichts Neues beginnt. Podium endet, wenn die laufenden Aufgaben fertig sind; der Rest geht beim nächsten Start weiter.</translation>
    </message>
    <message>
        <source>Stop after running tasks</source>
        <translation>Nach laufenden Aufgaben anhalten</translation>
    </message>
    <message>
        <source>What runs is stopped; its unsaved work is lost. At the next start it is done again or gone on with, as each task&apos;s on_interrupt says.</source>
        <translation>Was läuft, wird angehalten; Ungespeichertes geht verloren. Beim nächsten Start wird es neu begonnen oder fortgesetzt, wie es on_interrupt der Aufgabe sagt.</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Sofort anhalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>LeavingBar</name>
    <message numerus="yes">
        <source>Stopping %n task(s); then Podium ends.</source>
        <translation>
            <numerusform>%n Aufgabe wird angehalten; dann endet Podium.</numerusform>
            <numerusform>%n Aufgaben werden angehalten; dann endet Podium.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing new starts. Podium ends after %n running task(s).</source>
        <translation>
            <numerusform>Nichts Neues beginnt. Podium endet nach %n laufender Aufgabe.</numerusform>
            <numerusform>Nichts Neues beginnt. Podium endet nach %n laufenden Aufgaben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on as before</source>
        <translation>Weiter wie zuvor</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Sofort anhalten</translation>
    </message>
    <message>
        <source>What runs is stopped, and done again or gone on with at the next start</source>
        <translation>Was läuft, wird angehalten und beim nächsten Start neu begonnen oder fortgesetzt</translation>
    </message>
</context>
<context>
    <name>LibraryList</name>
    <message>
        <source>version %1 · %2 · saved %3 by %4</source>
        <translation>Version %1 · %2 · gespeichert %3 von %4</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n Aufgabe</numerusform>
            <numerusform>%n Aufgaben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>Take it out of the library; it can be taken back</source>
        <translation>Aus der Bibliothek nehmen; das lässt sich zurücknehmen</translation>
    </message>
    <message>
        <source>“%1” is out of the library. Its versions are kept.</source>
        <translation>„%1“ ist nicht mehr in der Bibliothek. Die Versionen bleiben erhalten.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
</context>
<context>
    <name>ListHead</name>
    <message>
        <source>Order by this</source>
        <translation>Danach ordnen</translation>
    </message>
    <message>
        <source>Ordered by this, the other way round</source>
        <translation>Danach geordnet, umgekehrt</translation>
    </message>
    <message>
        <source>Ordered by this</source>
        <translation>Danach geordnet</translation>
    </message>
</context>
<context>
    <name>LogDetails</name>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>Open the task</source>
        <translation>Aufgabe öffnen</translation>
    </message>
    <message>
        <source>Only this run</source>
        <translation>Nur dieser Lauf</translation>
    </message>
    <message>
        <source>Only this task</source>
        <translation>Nur diese Aufgabe</translation>
    </message>
    <message>
        <source>Only this agent</source>
        <translation>Nur dieser Agent</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>LogFilterBar</name>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Words, in all output and conversations</source>
        <translation>Wörter, in allen Ausgaben und Gesprächen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Last 15 m</source>
        <translation>Letzte 15 min</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>All streams</source>
        <translation>Alle Ströme</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Error output</source>
        <translation>Fehlerausgabe</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Only of a run, a task, an agent or a time</source>
        <translation>Nur von einem Lauf, einer Aufgabe, einem Agenten oder aus einer Zeit</translation>
    </message>
</context>
<context>
    <name>LogLimits</name>
    <message>
        <source>Show all again</source>
        <translation>Wieder alle zeigen</translation>
    </message>
    <message>
        <source>14:30, or 2026-11-30 14:30</source>
        <translation>14:30 oder 2026-11-30 14:30</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Earlier lines were left out here; podiumctl logs shows them all</source>
        <translation>Frühere Zeilen sind hier ausgelassen; podiumctl logs zeigt alle</translation>
    </message>
    <message>
        <source>No output yet</source>
        <translation>Noch keine Ausgabe</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Mitlesen</translation>
    </message>
</context>
<context>
    <name>LogsPage</name>
    <message>
        <source>Writing… %1 lines</source>
        <translation>%1 Zeilen werden geschrieben…</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation>Schreiben abbrechen</translation>
    </message>
    <message>
        <source>Beginning</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Mitlesen</translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Copy all lines that are here</source>
        <translation>Alle Zeilen kopieren, die hier stehen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Write all lines that fit the filter to a file</source>
        <translation>Alle Zeilen, auf die der Filter passt, in eine Datei schreiben</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON-Zeilen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What agents say, run and print, and what the engine remarks, appears here as it happens.</source>
        <translation>Was Agenten sagen, ausführen und ausgeben und was die Engine bemerkt, erscheint hier, sobald es geschieht.</translation>
    </message>
    <message>
        <source>No line fits</source>
        <translation>Keine Zeile passt</translation>
    </message>
    <message>
        <source>Nothing was written yet</source>
        <translation>Noch wurde nichts geschrieben</translation>
    </message>
    <message>
        <source>There are other lines, but none that the filter lets through.</source>
        <translation>Es gibt andere Zeilen, aber keine, die der Filter durchlässt.</translation>
    </message>
    <message>
        <source>Show all lines again</source>
        <translation>Wieder alle Zeilen zeigen</translation>
    </message>
    <message>
        <source>See the runs</source>
        <translation>Läufe ansehen</translation>
    </message>
    <message>
        <source>Search the logs</source>
        <translation>Protokolle durchsuchen</translation>
    </message>
    <message>
        <source>Do not follow new lines</source>
        <translation>Neuen Zeilen nicht folgen</translation>
    </message>
    <message>
        <source>Follow new lines</source>
        <translation>Neuen Zeilen folgen</translation>
    </message>
    <message>
        <source>Write the lines to a text file…</source>
        <translation>Zeilen in eine Textdatei schreiben …</translation>
    </message>
    <message>
        <source>Write the lines to a file of JSON lines…</source>
        <translation>Zeilen in eine Datei mit JSON-Zeilen schreiben …</translation>
    </message>
    <message>
        <source>Choose run, task, agent or time</source>
        <translation>Lauf, Aufgabe, Agent oder Zeit wählen</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>(%1) Podium</source>
        <translation>(%1) Podium</translation>
    </message>
    <message>
        <source>Podium</source>
        <translation>Podium</translation>
    </message>
    <message>
        <source>The engine did not stop</source>
        <translation>Die Engine hat nicht angehalten</translation>
    </message>
    <message>
        <source>The engine cannot be reached</source>
        <translation>Die Engine ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>MapField</name>
    <message>
        <source>Name in %1</source>
        <translation>Name in %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value in %1</source>
        <translation>Wert in %1</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Add to %1</source>
        <translation>Zu %1 hinzufügen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>%1 moves last: a conflict, a failed test, or changes that are not committed where it is checked out leave everything as it was.</source>
        <translation>%1 rückt als Letztes vor: Ein Konflikt, ein fehlgeschlagener Test oder nicht committete Änderungen dort, wo er ausgecheckt ist, lassen alles, wie es war.</translation>
    </message>
    <message>
        <source>Merge %1 into %2</source>
        <translation>%1 in %2 zusammenführen</translation>
    </message>
    <message>
        <source>Squash</source>
        <translation>Squash</translation>
    </message>
    <message>
        <source>Merge commit</source>
        <translation>Merge-Commit</translation>
    </message>
    <message>
        <source>Rebase</source>
        <translation>Rebase</translation>
    </message>
    <message>
        <source>One commit with all of it; the commits as they were are kept as a ref.</source>
        <translation>Ein Commit mit allem; die Commits, wie sie waren, bleiben als Ref.</translation>
    </message>
    <message>
        <source>A merge commit; the branch&apos;s commits stay as they are.</source>
        <translation>Ein Merge-Commit; die Commits des Branches bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Its commits on top of the target; as they were they are kept as a ref.</source>
        <translation>Seine Commits auf dem Ziel; wie sie waren, bleiben sie als Ref.</translation>
    </message>
    <message>
        <source>Message of the commit (made from the task if empty)</source>
        <translation>Nachricht des Commits (aus der Aufgabe, wenn leer)</translation>
    </message>
    <message>
        <source>Test the merged files first, e.g. make check</source>
        <translation>Zuerst die zusammengeführten Dateien testen, z. B. make check</translation>
    </message>
    <message>
        <source>Commit what is not committed in its worktree</source>
        <translation>Committen, was im Worktree nicht committet ist</translation>
    </message>
    <message>
        <source>Keep worktree and branch afterwards</source>
        <translation>Worktree und Branch danach behalten</translation>
    </message>
</context>
<context>
    <name>NestedFields</name>
    <message>
        <source>Not set</source>
        <translation>Nicht gesetzt</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
</context>
<context>
    <name>NewRunDialog</name>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>The workflow is checked first; nothing starts if it has an error.</source>
        <translation>Der Workflow wird zuerst geprüft; bei einem Fehler beginnt nichts.</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Path of a workflow file</source>
        <translation>Pfad einer Workflow-Datei</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Inputs, one a line: name=value</source>
        <translation>Eingaben, eine je Zeile: name=wert</translation>
    </message>
    <message>
        <source>Folder in which the tasks work (your home folder if empty)</source>
        <translation>Ordner, in dem die Aufgaben arbeiten (Ihr persönlicher Ordner, wenn leer)</translation>
    </message>
    <message>
        <source>Workflows (*.yaml *.yml *.json)</source>
        <translation>Workflows (*.yaml *.yml *.json)</translation>
    </message>
</context>
<context>
    <name>NothingToDo</name>
    <message>
        <source>Podium runs teams of coding agents as workflows; what needs you comes here. The demonstration shows it with simulated agents: it takes ten seconds and spends nothing.</source>
        <translation>Podium führt Teams von Programmieragenten als Workflows aus; was Sie braucht, kommt hierher. Die Vorführung zeigt es mit simulierten Agenten: sie dauert zehn Sekunden und kostet nichts.</translation>
    </message>
    <message>
        <source>Approvals, questions, forms, reviews and what stands still come here. Tasks that wait for nobody go on by themselves.</source>
        <translation>Freigaben, Fragen, Formulare, Prüfungen und was stillsteht kommen hierher. Aufgaben, die auf niemanden warten, gehen von selbst weiter.</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nichts braucht Sie</translation>
    </message>
    <message>
        <source>Run the demonstration</source>
        <translation>Vorführung starten</translation>
    </message>
    <message>
        <source>Draw a workflow</source>
        <translation>Workflow zeichnen</translation>
    </message>
    <message>
        <source>See the runs</source>
        <translation>Läufe ansehen</translation>
    </message>
</context>
<context>
    <name>PartList</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>Nothing in this time</source>
        <translation>Nichts in dieser Zeit</translation>
    </message>
</context>
<context>
    <name>PartsPalette</name>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Find a part</source>
        <translation>Teil suchen</translation>
    </message>
    <message>
        <source>Forget “%1”</source>
        <translation>„%1“ vergessen</translation>
    </message>
    <message>
        <source>Forget the part</source>
        <translation>Teil vergessen</translation>
    </message>
    <message>
        <source>It is taken from your own parts for good. Workflows that it was put into keep it.</source>
        <translation>Es wird endgültig aus Ihren eigenen Teilen entfernt. Abläufe, in die es eingefügt wurde, behalten es.</translation>
    </message>
    <message>
        <source>Forget “%1”?</source>
        <translation>„%1“ vergessen?</translation>
    </message>
</context>
<context>
    <name>PastNote</name>
    <message>
        <source>The past: the run as it was at %1. Nothing can be changed here.</source>
        <translation>Vergangenheit: der Lauf, wie er um %1 war. Hier lässt sich nichts ändern.</translation>
    </message>
    <message>
        <source>The past: before the run was made. Nothing can be changed here.</source>
        <translation>Vergangenheit: bevor der Lauf entstand. Hier lässt sich nichts ändern.</translation>
    </message>
    <message>
        <source>The runs below are as they are now.</source>
        <translation>Die Läufe unten sind, wie sie jetzt sind.</translation>
    </message>
</context>
<context>
    <name>PermitSheet</name>
    <message>
        <source>for the agent %1</source>
        <translation>für den Agenten %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>in the workflow %1</source>
        <translation>im Workflow %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Agents do these without asking. What is revoked is asked again the next time.</source>
        <translation>Das tun Agenten, ohne zu fragen. Nach Widerrufenem wird beim nächsten Mal wieder gefragt.</translation>
    </message>
    <message>
        <source>Always allowed</source>
        <translation>Immer erlaubt</translation>
    </message>
    <message>
        <source>%1 · by %2, %3</source>
        <translation>%1 · von %2, %3</translation>
    </message>
    <message>
        <source>Revoke %1</source>
        <translation>%1 widerrufen</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>No rule is left.</source>
        <translation>Keine Regel ist übrig.</translation>
    </message>
</context>
<context>
    <name>PickField</name>
    <message>
        <source>What could be meant</source>
        <translation>Was gemeint sein könnte</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Workflows</source>
        <translation>Workflows</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Verbrauch</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>RailButton</name>
    <message>
        <source>%1, %2 waiting</source>
        <translation>%1, %2 warten</translation>
    </message>
</context>
<context>
    <name>ReplayBar</name>
    <message>
        <source>1×</source>
        <translation>1×</translation>
    </message>
    <message>
        <source>4×</source>
        <translation>4×</translation>
    </message>
    <message>
        <source>16×</source>
        <translation>16×</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>Wie es war</translation>
    </message>
    <message>
        <source>%1 events a second</source>
        <translation>%1 Ereignisse je Sekunde</translation>
    </message>
    <message>
        <source>As fast as it happened</source>
        <translation>So schnell, wie es geschah</translation>
    </message>
    <message>
        <source>Pause the replay</source>
        <translation>Wiedergabe anhalten</translation>
    </message>
    <message>
        <source>Replay the run from here</source>
        <translation>Lauf ab hier wiedergeben</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Event %1 of %2</source>
        <translation>Ereignis %1 von %2</translation>
    </message>
    <message>
        <source>Event %1 of %2 · %3</source>
        <translation>Ereignis %1 von %2 · %3</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>event %1 of %2</source>
        <translation>Ereignis %1 von %2</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>Zurück zum Jetzt</translation>
    </message>
    <message>
        <source>Show the run as it is now</source>
        <translation>Den Lauf zeigen, wie er jetzt ist</translation>
    </message>
</context>
<context>
    <name>RequestActions</name>
    <message>
        <source>Allow this instead</source>
        <translation>Stattdessen dies erlauben</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Vote</source>
        <translation>Abstimmen</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>How often: %1</source>
        <translation>Wie oft: %1</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>Einmal</translation>
    </message>
    <message>
        <source>Always in this workflow</source>
        <translation>Immer in diesem Workflow</translation>
    </message>
    <message>
        <source>Always for this agent</source>
        <translation>Immer für diesen Agenten</translation>
    </message>
    <message>
        <source>Always in this folder</source>
        <translation>Immer in diesem Ordner</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Change what it is run with, then allow that</source>
        <translation>Ändern, womit es läuft, und das erlauben</translation>
    </message>
    <message>
        <source>Ask for changes</source>
        <translation>Um Änderung bitten</translation>
    </message>
    <message>
        <source>Say above what is to be better</source>
        <translation>Sagen Sie oben, was besser werden soll</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Zurückweisen</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Open the task</source>
        <translation>Aufgabe öffnen</translation>
    </message>
</context>
<context>
    <name>RequestCard</name>
    <message>
        <source>Approve: %1 starts. Deny: %1 fails, and what depends on it is blocked.</source>
        <translation>Freigeben: %1 beginnt. Ablehnen: %1 schlägt fehl, und was davon abhängt, ist blockiert.</translation>
    </message>
    <message>
        <source>Accept: %1 is done, and what depends on it starts. Ask for changes: it is done again with your words. Reject: it fails.</source>
        <translation>Annehmen: %1 ist fertig, und was davon abhängt, beginnt. Um Änderung bitten: Sie wird mit Ihren Worten neu ausgeführt. Zurückweisen: Sie schlägt fehl.</translation>
    </message>
    <message>
        <source>Allow: the agent does exactly this, once. Deny: it is told your reason and goes on without.</source>
        <translation>Erlauben: Der Agent tut genau dies, einmal. Ablehnen: Er erfährt Ihren Grund und macht ohne es weiter.</translation>
    </message>
    <message>
        <source>Approve: %1 is tried again. Deny: it fails.</source>
        <translation>Freigeben: %1 wird noch einmal versucht. Ablehnen: Sie schlägt fehl.</translation>
    </message>
    <message numerus="yes">
        <source>The option that reaches %n vote(s) is taken.</source>
        <translation>
            <numerusform>Die Möglichkeit, die %n Stimme erreicht, gilt.</numerusform>
            <numerusform>Die Möglichkeit, die %n Stimmen erreicht, gilt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your answer becomes the result of %1, and what depends on it starts.</source>
        <translation>Ihre Antwort wird das Ergebnis von %1, und was davon abhängt, beginnt.</translation>
    </message>
    <message>
        <source>%1 in %2 · waiting %3</source>
        <translation>%1 in %2 · wartet seit %3</translation>
    </message>
    <message>
        <source> · expires in %1</source>
        <translation> · verfällt in %1</translation>
    </message>
    <message>
        <source>What exactly</source>
        <translation>Was genau</translation>
    </message>
    <message>
        <source>Why it is asked</source>
        <translation>Warum gefragt wird</translation>
    </message>
    <message>
        <source>Who decides, as it is for %1</source>
        <translation>Wer entscheidet, so wie es für %1 ist</translation>
    </message>
    <message>
        <source>Your name, where several have to decide</source>
        <translation>Ihr Name, wo mehrere entscheiden müssen</translation>
    </message>
    <message>
        <source>A word to the one who asked (optional)</source>
        <translation>Ein Wort an den, der gefragt hat (freiwillig)</translation>
    </message>
    <message>
        <source>This was decided, or is no longer needed.</source>
        <translation>Das wurde entschieden oder ist nicht mehr nötig.</translation>
    </message>
    <message>
        <source>No other task waits for it.</source>
        <translation>Keine andere Aufgabe wartet darauf.</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Allow this instead: the agent&apos;s tool is run with what you wrote, once. Deny: it is told your reason and goes on without.</source>
        <translation>Stattdessen dies erlauben: Das Werkzeug des Agenten läuft mit dem, was Sie geschrieben haben, einmal. Ablehnen: Er erfährt Ihren Grund und macht ohne es weiter.</translation>
    </message>
    <message>
        <source>Allow: the agent does this, and nobody is asked about an equal request there again, until you revoke the rule. Deny: it is told your reason and goes on without.</source>
        <translation>Erlauben: Der Agent tut dies, und nach Gleichem wird dort nicht mehr gefragt, bis Sie die Regel widerrufen. Ablehnen: Er erfährt Ihren Grund und macht ohne es weiter.</translation>
    </message>
    <message>
        <source>What runs next</source>
        <translation>Was als Nächstes läuft</translation>
    </message>
    <message>
        <source>What each answer does</source>
        <translation>Was jede Antwort bewirkt</translation>
    </message>
</context>
<context>
    <name>RequestForm</name>
    <message>
        <source>%1 (needed)</source>
        <translation>%1 (nötig)</translation>
    </message>
</context>
<context>
    <name>RequestList</name>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>riskiest and oldest first</source>
        <translation>riskanteste und älteste zuerst</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <translation>%1 von %2 · %3</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n Aufgabe</numerusform>
            <numerusform>%n Aufgaben</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has run yet.</source>
        <translation>Noch ist nichts gelaufen.</translation>
    </message>
    <message numerus="yes">
        <source>Show %n new</source>
        <translation>
            <numerusform>%n neue zeigen</numerusform>
            <numerusform>%n neue zeigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n neu</numerusform>
            <numerusform>%n neu</numerusform>
        </translation>
    </message>
    <message>
        <source>Show what came meanwhile; nothing moves before you ask</source>
        <translation>Zeigen, was inzwischen kam; nichts bewegt sich, bevor Sie es wollen</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>fort</translation>
    </message>
</context>
<context>
    <name>RequestSubject</name>
    <message>
        <source>The whole request</source>
        <translation>Die ganze Anfrage</translation>
    </message>
    <message>
        <source>digest %1 — what is shown is what is decided</source>
        <translation>Prüfsumme %1 — entschieden wird, was gezeigt ist</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more line(s)</source>
        <translation>
            <numerusform>%n weitere Zeile zeigen</numerusform>
            <numerusform>%n weitere Zeilen zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>It has characters that cannot be seen or that change the order of others. They are shown as �.</source>
        <translation>Es enthält Zeichen, die man nicht sieht oder die die Reihenfolge anderer ändern. Sie sind als � gezeigt.</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Branches: %1</source>
        <translation>Branches: %1</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Also done and running</source>
        <translation>Auch erledigte und laufende</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>Erneut vergleichen</translation>
    </message>
    <message>
        <source>Files in %1</source>
        <translation>Dateien in %1</translation>
    </message>
    <message>
        <source>A task with a worktree of its own leaves its work as a branch. Here you see what it changed, merge it, or put it aside.</source>
        <translation>Eine Aufgabe mit eigenem Worktree hinterlässt ihre Arbeit als Branch. Hier sehen Sie, was sie geändert hat, führen es zusammen oder legen es beiseite.</translation>
    </message>
    <message>
        <source>The branches cannot be read</source>
        <translation>Die Branches lassen sich nicht lesen</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Nichts durchzusehen</translation>
    </message>
    <message>
        <source>Comparing branches…</source>
        <translation>Branches werden verglichen…</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Its worktree and branch are removed. Everything in them but ignored files is kept as a ref first, also what was not committed; you are told how to get it back.</source>
        <translation>Worktree und Branch werden entfernt. Alles darin außer ignorierten Dateien bleibt vorher als Ref erhalten, auch was nicht committet war; Sie erfahren, wie Sie es zurückholen.</translation>
    </message>
    <message>
        <source>Discard %1?</source>
        <translation>%1 verwerfen?</translation>
    </message>
    <message>
        <source>Merge the branch…</source>
        <translation>Branch zusammenführen …</translation>
    </message>
</context>
<context>
    <name>RunCanvas</name>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Back to 100 %</source>
        <translation>Zurück auf 100 %</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Mitlesen</translation>
    </message>
    <message>
        <source>Keep in view what was started last</source>
        <translation>Im Blick behalten, was zuletzt begann</translation>
    </message>
</context>
<context>
    <name>RunColumnHead</name>
    <message>
        <source>Opens the run</source>
        <translation>Öffnet den Lauf</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
</context>
<context>
    <name>RunCommands</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Pause the run</source>
        <translation>Lauf anhalten</translation>
    </message>
    <message>
        <source>Resume the run</source>
        <translation>Lauf fortsetzen</translation>
    </message>
    <message>
        <source>Retry what failed</source>
        <translation>Fehlgeschlagenes wiederholen</translation>
    </message>
    <message>
        <source>Change budget, concurrency and priority of the run…</source>
        <translation>Budget, Gleichzeitigkeit und Priorität des Laufs ändern …</translation>
    </message>
    <message>
        <source>Fork the run…</source>
        <translation>Lauf abzweigen …</translation>
    </message>
    <message>
        <source>Compare the run with its origin</source>
        <translation>Lauf mit seinem Ursprung vergleichen</translation>
    </message>
    <message>
        <source>Show the logs of the run</source>
        <translation>Protokolle des Laufs zeigen</translation>
    </message>
    <message>
        <source>Cancel the run…</source>
        <translation>Lauf abbrechen …</translation>
    </message>
    <message>
        <source>Retry from %1 on</source>
        <translation>Ab %1 wiederholen</translation>
    </message>
    <message>
        <source>Skip %1</source>
        <translation>%1 überspringen</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 abbrechen</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>%1 beantworten</translation>
    </message>
</context>
<context>
    <name>RunGridCell</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 was not part of this run</source>
        <translation>%1 war nicht Teil dieses Laufs</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
</context>
<context>
    <name>RunGridHead</name>
    <message>
        <source>Opens the run</source>
        <translation>Öffnet den Lauf</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>Compare %1, %2</source>
        <translation>%1, %2 vergleichen</translation>
    </message>
    <message>
        <source>Choose two runs to compare them</source>
        <translation>Wählen Sie zwei Läufe, um sie zu vergleichen</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 von %2 fertig</translation>
    </message>
    <message>
        <source>%1 of %2 done, %3 failed</source>
        <translation>%1 von %2 fertig, %3 fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>RunGridView</name>
    <message numerus="yes">
        <source>%n run(s) of %1, newest first</source>
        <translation>
            <numerusform>%n Lauf von %1, neueste zuerst</numerusform>
            <numerusform>%n Läufe von %1, neueste zuerst</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>The two chosen runs, task by task</source>
        <translation>Die zwei gewählten Läufe, Aufgabe für Aufgabe</translation>
    </message>
    <message>
        <source>Choose two runs by the boxes above them, or with Space</source>
        <translation>Wählen Sie zwei Läufe mit den Kästchen darüber oder mit der Leertaste</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Also what tasks were expanded into: parts of a list, iterations, tasks of workflows inside</source>
        <translation>Auch, worin Aufgaben aufgeteilt wurden: Teile einer Liste, Durchgänge, Aufgaben von Unter-Workflows</translation>
    </message>
    <message>
        <source>Older runs</source>
        <translation>Ältere Läufe</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n Aufgabe</numerusform>
            <numerusform>%n Aufgaben</numerusform>
        </translation>
    </message>
    <message>
        <source>Tasks of the last runs</source>
        <translation>Aufgaben der letzten Läufe</translation>
    </message>
</context>
<context>
    <name>RunHeader</name>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 von %2 fertig</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>Fehlgeschlagene wiederholen</translation>
    </message>
    <message>
        <source>Fork…</source>
        <translation>Abzweigen…</translation>
    </message>
    <message>
        <source>Run again with other inputs, keeping the results that still hold</source>
        <translation>Mit anderen Eingaben noch einmal ausführen; Ergebnisse, die noch gelten, bleiben</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Compare with its origin</source>
        <translation>Mit seinem Ursprung vergleichen</translation>
    </message>
    <message>
        <source>%1 of %2 done, %3 failed</source>
        <translation>%1 von %2 fertig, %3 fehlgeschlagen</translation>
    </message>
    <message>
        <source>Do again what failed, with what depends on it</source>
        <translation>Fehlgeschlagenes noch einmal ausführen, mit allem, was davon abhängt</translation>
    </message>
    <message>
        <source>Limits…</source>
        <translation>Grenzen …</translation>
    </message>
    <message>
        <source>Change budget, concurrency and priority</source>
        <translation>Budget, Gleichzeitigkeit und Priorität ändern</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>RunLimitsSheet</name>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>It holds for what begins from now on; what runs already goes on.</source>
        <translation>Es gilt für das, was von jetzt an beginnt; was schon läuft, läuft weiter.</translation>
    </message>
    <message>
        <source>Limits of “%1”</source>
        <translation>Grenzen von „%1“</translation>
    </message>
    <message>
        <source>Budget, in dollars</source>
        <translation>Budget, in Dollar</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keins</translation>
    </message>
    <message>
        <source>now %1, spent %2</source>
        <translation>jetzt %1, ausgegeben %2</translation>
    </message>
    <message>
        <source>Tasks at a time</source>
        <translation>Aufgaben zugleich</translation>
    </message>
    <message>
        <source>all places</source>
        <translation>alle Plätze</translation>
    </message>
    <message>
        <source>now %1</source>
        <translation>jetzt %1</translation>
    </message>
    <message>
        <source>now as many as the engine has places</source>
        <translation>jetzt so viele, wie die Engine Plätze hat</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Priority: %1</source>
        <translation>Priorität: %1</translation>
    </message>
    <message>
        <source>now %1; 10 comes first, 0 last</source>
        <translation>jetzt %1; 10 kommt zuerst, 0 zuletzt</translation>
    </message>
    <message>
        <source>That is less than it has spent: nothing more of it will begin.</source>
        <translation>Das ist weniger, als er ausgegeben hat: es wird nichts mehr von ihm beginnen.</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Im Gange</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>A run carries out a workflow: its tasks, on agents and shells, in the order the graph asks for. The demonstration takes ten seconds and spends nothing.</source>
        <translation>Ein Lauf führt einen Workflow aus: seine Aufgaben, auf Agenten und Shells, in der Reihenfolge des Graphen. Die Vorführung dauert zehn Sekunden und kostet nichts.</translation>
    </message>
    <message>
        <source>Nothing has run yet</source>
        <translation>Noch ist nichts gelaufen</translation>
    </message>
    <message>
        <source>Run the demonstration</source>
        <translation>Vorführung starten</translation>
    </message>
    <message>
        <source>Search the runs</source>
        <translation>Läufe durchsuchen</translation>
    </message>
    <message>
        <source>Words of title, workflow or id</source>
        <translation>Wörter aus Titel, Workflow oder Kennung</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>%1 more: words or another order bring them here</source>
        <translation>%1 weitere: Wörter oder eine andere Ordnung bringen sie her</translation>
    </message>
    <message>
        <source>There are other runs, but none that is in this state and has all these words.</source>
        <translation>Es gibt andere Läufe, aber keinen, der in diesem Zustand ist und alle diese Wörter hat.</translation>
    </message>
    <message>
        <source>No run fits</source>
        <translation>Kein Lauf passt</translation>
    </message>
    <message>
        <source>Show all runs again</source>
        <translation>Wieder alle Läufe zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) found</source>
        <translation>
            <numerusform>%n Lauf gefunden</numerusform>
            <numerusform>%n Läufe gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 done, %3 failed</source>
        <translation>%1 von %2 fertig, %3 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 von %2 fertig</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>%1 of %2, %3 failed</source>
        <translation>%1 von %2, %3 fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>All runs</source>
        <translation>Alle Läufe</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Critical path</source>
        <translation>Kritischer Pfad</translation>
    </message>
    <message>
        <source>%1 waiting for you</source>
        <translation>%1 warten auf Sie</translation>
    </message>
    <message>
        <source>Cancel the run</source>
        <translation>Lauf abbrechen</translation>
    </message>
    <message>
        <source>Running processes are asked to stop, then ended with everything they started. Finished results, logs and branches are kept, and the run can be opened again with Retry.</source>
        <translation>Laufende Prozesse werden gebeten aufzuhören und dann mit allem beendet, was sie gestartet haben. Fertige Ergebnisse, Protokolle und Branches bleiben, und mit „Wiederholen“ lässt sich der Lauf wieder öffnen.</translation>
    </message>
    <message>
        <source>Cancel “%1”?</source>
        <translation>„%1“ abbrechen?</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>This run cannot be shown</source>
        <translation>Dieser Lauf kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>Mark the tasks that decide when the run ends</source>
        <translation>Die Aufgaben hervorheben, die bestimmen, wann der Lauf endet</translation>
    </message>
</context>
<context>
    <name>RunSheet</name>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>It runs as it is now, saved or not.</source>
        <translation>Ausgeführt wird er, wie er jetzt ist, gespeichert oder nicht.</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>%1 ausführen</translation>
    </message>
    <message>
        <source>Inputs, one a line: name=value</source>
        <translation>Eingaben, eine je Zeile: name=wert</translation>
    </message>
    <message>
        <source>Folder in which the tasks work (your home folder if empty)</source>
        <translation>Ordner, in dem die Aufgaben arbeiten (Ihr persönlicher Ordner, wenn leer)</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
</context>
<context>
    <name>SaveSheets</name>
    <message>
        <source>Save as version %1</source>
        <translation>Als Version %1 speichern</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Every save is a version: any two can be compared, and each can be restored.</source>
        <translation>Jedes Speichern ist eine Version: Je zwei lassen sich vergleichen, jede lässt sich wiederherstellen.</translation>
    </message>
    <message>
        <source>Save in the library</source>
        <translation>In der Bibliothek speichern</translation>
    </message>
    <message>
        <source>Name of the workflow</source>
        <translation>Name des Workflows</translation>
    </message>
    <message>
        <source>There is a workflow of that name. This becomes its newest version; the others are kept.</source>
        <translation>Es gibt einen Workflow dieses Namens. Dies wird seine neueste Version; die anderen bleiben.</translation>
    </message>
    <message>
        <source>What was changed (may be left out)</source>
        <translation>Was geändert wurde (darf fehlen)</translation>
    </message>
    <message>
        <source>Save on top</source>
        <translation>Darüber speichern</translation>
    </message>
    <message>
        <source>Somebody else has saved meanwhile</source>
        <translation>Inzwischen hat jemand anderes gespeichert</translation>
    </message>
    <message>
        <source>Saving on top makes a version after that one. Nothing is lost: both are in the list of versions.</source>
        <translation>Darüber zu speichern ergibt eine Version nach jener. Nichts geht verloren: Beide stehen in der Liste der Versionen.</translation>
    </message>
    <message>
        <source>Compare first</source>
        <translation>Erst vergleichen</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Connect with…</source>
        <translation>Verbinden mit…</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Align left edges</source>
        <translation>Linke Kanten ausrichten</translation>
    </message>
    <message>
        <source>Align middles, one below the other</source>
        <translation>Mitten ausrichten, untereinander</translation>
    </message>
    <message>
        <source>Align top edges</source>
        <translation>Obere Kanten ausrichten</translation>
    </message>
    <message>
        <source>Align middles, side by side</source>
        <translation>Mitten ausrichten, nebeneinander</translation>
    </message>
    <message>
        <source>Equal distances across</source>
        <translation>Gleiche Abstände waagerecht</translation>
    </message>
    <message>
        <source>Equal distances down</source>
        <translation>Gleiche Abstände senkrecht</translation>
    </message>
    <message>
        <source>Save as a part for any workflow</source>
        <translation>Als Teil für jeden Workflow speichern</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>SessionBar</name>
    <message>
        <source>A person has this session</source>
        <translation>Ein Mensch hat diese Sitzung</translation>
    </message>
    <message>
        <source>Podium does not go on with it until it is given back (%1).</source>
        <translation>Podium macht nicht mit ihr weiter, bis sie zurückgegeben ist (%1).</translation>
    </message>
    <message>
        <source>Give it back</source>
        <translation>Zurückgeben</translation>
    </message>
    <message>
        <source>Begin a conversation with %1…</source>
        <translation>Gespräch mit %1 beginnen…</translation>
    </message>
    <message>
        <source>Steer this agent…</source>
        <translation>Diesen Agenten lenken…</translation>
    </message>
    <message>
        <source>Wake this agent with a message…</source>
        <translation>Diesen Agenten mit einer Nachricht wecken…</translation>
    </message>
    <message>
        <source>Interrupt</source>
        <translation>Unterbrechen</translation>
    </message>
    <message>
        <source>It stops what it does and waits for what you say; its task goes on</source>
        <translation>Er hört auf mit dem, was er tut, und wartet, was Sie sagen; seine Aufgabe läuft weiter</translation>
    </message>
    <message>
        <source>Model and mode…</source>
        <translation>Modell und Modus…</translation>
    </message>
    <message>
        <source>Open in terminal</source>
        <translation>Im Terminal öffnen</translation>
    </message>
    <message>
        <source>Stops what it does and opens the session with claude; it is given back when that ends</source>
        <translation>Hält an, was er tut, und öffnet die Sitzung mit claude; sie wird zurückgegeben, wenn das endet</translation>
    </message>
    <message>
        <source>Opens the session with claude</source>
        <translation>Öffnet die Sitzung mit claude</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Bequem</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>90 %</source>
        <translation>90 %</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>125 %</source>
        <translation>125 %</translation>
    </message>
    <message>
        <source>150 %</source>
        <translation>150 %</translation>
    </message>
    <message>
        <source>200 %</source>
        <translation>200 %</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Move nothing that need not move</source>
        <translation>Nichts bewegen, was sich nicht bewegen muss</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Tell what needs me, has finished or failed, and budgets that are used up</source>
        <translation>Sagen, was mich braucht, was fertig oder fehlgeschlagen ist und welche Budgets aufgebraucht sind</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Nicht stören</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Ruhe von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Quiet to</source>
        <translation>Ruhe bis</translation>
    </message>
    <message>
        <source>What happened is told afterwards</source>
        <translation>Was geschah, wird danach gesagt</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Runs in this window; other programs on this machine hand in to it.</source>
        <translation>Läuft in diesem Fenster; andere Programme auf diesem Rechner reichen bei ihr ein.</translation>
    </message>
    <message>
        <source>Another process runs it; this window takes over when that one ends.</source>
        <translation>Ein anderer Prozess führt sie; dieses Fenster übernimmt, wenn er endet.</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>ShortcutHelp</name>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ShortcutList</name>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Give every shortcut the keys it came with</source>
        <translation>Jedem Kürzel die Tasten geben, mit denen es kam</translation>
    </message>
</context>
<context>
    <name>ShortcutRow</name>
    <message>
        <source>as everywhere on this system</source>
        <translation>wie überall auf diesem System</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>Zurück auf %1</translation>
    </message>
    <message>
        <source>Press to choose other keys</source>
        <translation>Drücken, um andere Tasten zu wählen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>press the keys</source>
        <translation>Tasten drücken</translation>
    </message>
    <message>
        <source>Press the keys…</source>
        <translation>Tasten drücken…</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Show all shortcuts</source>
        <translation>Alle Tastenkürzel zeigen</translation>
    </message>
    <message>
        <source>Go to the inbox</source>
        <translation>Zum Eingang</translation>
    </message>
    <message>
        <source>Go to the workflows</source>
        <translation>Zu den Workflows</translation>
    </message>
    <message>
        <source>Go to the runs</source>
        <translation>Zu den Läufen</translation>
    </message>
    <message>
        <source>Go to the agents</source>
        <translation>Zu den Agenten</translation>
    </message>
    <message>
        <source>Go to the review</source>
        <translation>Zur Durchsicht</translation>
    </message>
    <message>
        <source>Go to the usage</source>
        <translation>Zum Verbrauch</translation>
    </message>
    <message>
        <source>Go to the logs</source>
        <translation>Zu den Protokollen</translation>
    </message>
    <message>
        <source>Go to the settings</source>
        <translation>Zu den Einstellungen</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Next request</source>
        <translation>Nächste Anfrage</translation>
    </message>
    <message>
        <source>Request before</source>
        <translation>Vorige Anfrage</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>New workflow</source>
        <translation>Neuer Workflow</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Compare versions</source>
        <translation>Versionen vergleichen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Arrange all tasks</source>
        <translation>Alle Aufgaben anordnen</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>New agent</source>
        <translation>Neuer Agent</translation>
    </message>
    <message>
        <source>Edit the agent</source>
        <translation>Agent bearbeiten</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>Nächste Datei</translation>
    </message>
    <message>
        <source>File before</source>
        <translation>Vorige Datei</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Workflows</source>
        <translation>Workflows</translation>
    </message>
    <message>
        <source>Workflow editor</source>
        <translation>Workflow-Editor</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Approve all that are marked</source>
        <translation>Alle markierten freigeben</translation>
    </message>
    <message>
        <source>Edit what is asked</source>
        <translation>Ändern, was gefragt ist</translation>
    </message>
    <message>
        <source>Write a word</source>
        <translation>Ein Wort schreiben</translation>
    </message>
    <message>
        <source>Open the task</source>
        <translation>Aufgabe öffnen</translation>
    </message>
    <message>
        <source>Show new requests</source>
        <translation>Neue Anfragen zeigen</translation>
    </message>
    <message>
        <source>Show the keys of the inbox</source>
        <translation>Tasten des Eingangs zeigen</translation>
    </message>
    <message>
        <source>Choose states in a run</source>
        <translation>Zustände in einem Lauf wählen</translation>
    </message>
    <message>
        <source>Pause or resume the run</source>
        <translation>Lauf anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Retry what failed in the run</source>
        <translation>Fehlgeschlagenes im Lauf wiederholen</translation>
    </message>
    <message>
        <source>Change the limits of the run</source>
        <translation>Grenzen des Laufs ändern</translation>
    </message>
    <message>
        <source>Cancel the run</source>
        <translation>Lauf abbrechen</translation>
    </message>
    <message>
        <source>Retry from the task on</source>
        <translation>Ab der Aufgabe wiederholen</translation>
    </message>
    <message>
        <source>Skip the task</source>
        <translation>Aufgabe überspringen</translation>
    </message>
    <message>
        <source>Cancel the task</source>
        <translation>Aufgabe abbrechen</translation>
    </message>
    <message>
        <source>Enable or disable the agent</source>
        <translation>Agenten ein- oder abschalten</translation>
    </message>
    <message>
        <source>Drain the agent</source>
        <translation>Agenten auslaufen lassen</translation>
    </message>
    <message>
        <source>Restart the agent</source>
        <translation>Agenten neu starten</translation>
    </message>
    <message>
        <source>Kill the agent</source>
        <translation>Agenten sofort beenden</translation>
    </message>
    <message>
        <source>Choose run, task, agent or time</source>
        <translation>Lauf, Aufgabe, Agent oder Zeit wählen</translation>
    </message>
</context>
<context>
    <name>Sparkline</name>
    <message numerus="yes">
        <source>%1, last %n look(s)</source>
        <translation>
            <numerusform>%1, letzte %n Messung</numerusform>
            <numerusform>%1, letzte %n Messungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, nothing measured</source>
        <translation>%1, nichts gemessen</translation>
    </message>
</context>
<context>
    <name>StateFilter</name>
    <message>
        <source>States that are looked for</source>
        <translation>Gesuchte Zustände</translation>
    </message>
    <message>
        <source>Is looked for</source>
        <translation>Wird gesucht</translation>
    </message>
    <message>
        <source>Show only this state, and others that are chosen</source>
        <translation>Nur diesen Zustand zeigen und andere, die gewählt sind</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 of %2 match</source>
        <translation>%1 von %2 passen</translation>
    </message>
    <message>
        <source>Show all states again</source>
        <translation>Wieder alle Zustände zeigen</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>No engine</source>
        <translation>Keine Engine</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet…</translation>
    </message>
    <message>
        <source>Local engine</source>
        <translation>Lokale Engine</translation>
    </message>
    <message>
        <source>Engine of another process</source>
        <translation>Engine eines anderen Prozesses</translation>
    </message>
    <message>
        <source>%1 running</source>
        <translation>%1 laufen</translation>
    </message>
    <message>
        <source>%1 queued</source>
        <translation>%1 warten</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message numerus="yes">
        <source>The cost of %n attempt(s) is unknown.</source>
        <translation>
            <numerusform>Die Kosten von %n Versuch sind unbekannt.</numerusform>
            <numerusform>Die Kosten von %n Versuchen sind unbekannt.</numerusform>
        </translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
</context>
<context>
    <name>StopCard</name>
    <message>
        <source>Log in again (in a terminal: claude, then /login), or give the agent another credential. Then retry: what failed is done again, what is done stays.</source>
        <translation>Melden Sie sich neu an (in einem Terminal: claude, dann /login), oder geben Sie dem Agenten andere Zugangsdaten. Dann wiederholen: Fehlgeschlagenes wird neu gemacht, Fertiges bleibt.</translation>
    </message>
    <message>
        <source>Raise the limit of the run: what failed is done again with it, what is done stays. A limit of the day or of a task is in the configuration or the workflow.</source>
        <translation>Erhöhen Sie die Grenze des Laufs: Fehlgeschlagenes wird damit neu gemacht, Fertiges bleibt. Eine Grenze des Tages oder einer Aufgabe steht in der Konfiguration oder im Ablauf.</translation>
    </message>
    <message>
        <source>Raise the limit of the run and it goes on. A limit of the day begins anew at midnight.</source>
        <translation>Erhöhen Sie die Grenze des Laufs, und er geht weiter. Eine Grenze des Tages beginnt um Mitternacht neu.</translation>
    </message>
    <message>
        <source>The account may do no more for now. Retry when it may again: what failed is done again, what is done stays.</source>
        <translation>Das Konto darf vorerst nichts mehr. Wiederholen Sie, wenn es wieder darf: Fehlgeschlagenes wird neu gemacht, Fertiges bleibt.</translation>
    </message>
    <message>
        <source>Interrupt: the agent stops what it does and waits for what you say. Restart: its tasks are done again or gone on with, as on_interrupt of each says.</source>
        <translation>Unterbrechen: Der Agent hält an und wartet auf Ihre Worte. Neu starten: Seine Aufgaben werden neu gemacht oder fortgesetzt, wie on_interrupt es jeweils sagt.</translation>
    </message>
    <message>
        <source>Nothing that runs can change it. Look what the task needs: an agent that can do it, one that is enabled, or a higher limit of the run.</source>
        <translation>Nichts, was läuft, kann es ändern. Sehen Sie nach, was der Aufgabe fehlt: ein Agent, der sie kann, einer, der eingeschaltet ist, oder eine höhere Grenze des Laufs.</translation>
    </message>
    <message>
        <source>Retry: what failed is done again with what depends on it, what is done stays. Dismiss: the run stays as it is, among what is done.</source>
        <translation>Wiederholen: Fehlgeschlagenes wird neu gemacht samt dem, was davon abhängt, Fertiges bleibt. Ablegen: Der Lauf bleibt, wie er ist, beim Erledigten.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
    <message>
        <source>Nothing more is known.</source>
        <translation>Mehr ist nicht bekannt.</translation>
    </message>
    <message>
        <source>What mends it</source>
        <translation>Was es behebt</translation>
    </message>
    <message>
        <source>Limit of the run, in dollars</source>
        <translation>Grenze des Laufs in Dollar</translation>
    </message>
    <message>
        <source>New limit in dollars</source>
        <translation>Neue Grenze in Dollar</translation>
    </message>
    <message>
        <source>This has changed: it goes on, or was put away.</source>
        <translation>Das hat sich geändert: Es geht weiter oder wurde abgelegt.</translation>
    </message>
    <message>
        <source>Raise the budget</source>
        <translation>Budget erhöhen</translation>
    </message>
    <message>
        <source>Retry what failed</source>
        <translation>Fehlgeschlagenes wiederholen</translation>
    </message>
    <message>
        <source>Interrupt</source>
        <translation>Unterbrechen</translation>
    </message>
    <message>
        <source>Open the task</source>
        <translation>Aufgabe öffnen</translation>
    </message>
    <message>
        <source>Restart the agent</source>
        <translation>Agenten neu starten</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ablegen</translation>
    </message>
    <message>
        <source>Put it away; it stays as it is</source>
        <translation>Ablegen; es bleibt, wie es ist</translation>
    </message>
    <message>
        <source>The rest of the run goes on; what needs its result does not. Retry: what failed is done again with what depends on it. Dismiss: it stays failed, and so will the run.</source>
        <translation>Der Rest des Laufs geht weiter; was das Ergebnis braucht, nicht. Wiederholen: Fehlgeschlagenes wird noch einmal ausgeführt, mit allem, was davon abhängt. Weglegen: Es bleibt fehlgeschlagen, und der Lauf damit auch.</translation>
    </message>
</context>
<context>
    <name>StructureField</name>
    <message>
        <source>This is not JSON: %1</source>
        <translation>Das ist kein JSON: %1</translation>
    </message>
</context>
<context>
    <name>TabStrip</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>TaskFacts</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>It waits for you: see what it asks</source>
        <translation>Sie wartet auf Sie: ansehen, was sie fragt</translation>
    </message>
    <message>
        <source>Retry from here</source>
        <translation>Ab hier wiederholen</translation>
    </message>
    <message>
        <source>Do it and everything after it again</source>
        <translation>Sie und alles danach neu ausführen</translation>
    </message>
    <message>
        <source>Fork…</source>
        <translation>Abzweigen…</translation>
    </message>
    <message>
        <source>A new run from here on, with other inputs</source>
        <translation>Ein neuer Lauf ab hier, mit anderen Eingaben</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Leave it out; what follows goes on</source>
        <translation>Auslassen; was folgt, läuft weiter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Skip the task</source>
        <translation>Aufgabe überspringen</translation>
    </message>
    <message>
        <source>Cancel the task</source>
        <translation>Aufgabe abbrechen</translation>
    </message>
    <message>
        <source>%1 of work</source>
        <translation>%1 Arbeit</translation>
    </message>
    <message>
        <source>%1 spent</source>
        <translation>%1 ausgegeben</translation>
    </message>
    <message>
        <source>What it asks you is taken back, and what it has begun is lost: %1.</source>
        <translation>Was sie Sie fragt, wird zurückgenommen, und was sie begonnen hat, geht verloren: %1.</translation>
    </message>
    <message>
        <source>Its process is ended with everything that it started, and what it has begun is lost: %1.</source>
        <translation>Ihr Prozess wird mit allem beendet, was er gestartet hat, und was sie begonnen hat, geht verloren: %1.</translation>
    </message>
    <message>
        <source>Its log and its branch are kept.</source>
        <translation>Ihr Protokoll und ihr Zweig bleiben erhalten.</translation>
    </message>
    <message>
        <source>What follows goes on without its result.</source>
        <translation>Was folgt, geht ohne ihr Ergebnis weiter.</translation>
    </message>
    <message>
        <source>What needs its result does not run. It can be done again with Retry.</source>
        <translation>Was ihr Ergebnis braucht, läuft nicht. Sie kann mit Wiederholen noch einmal ausgeführt werden.</translation>
    </message>
    <message>
        <source>Skip “%1” while it runs?</source>
        <translation>„%1“ überspringen, während sie läuft?</translation>
    </message>
    <message>
        <source>Cancel “%1”?</source>
        <translation>„%1“ abbrechen?</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>Simuliert</translation>
    </message>
</context>
<context>
    <name>TaskInputs</name>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>In the workflow</source>
        <translation>Im Workflow</translation>
    </message>
</context>
<context>
    <name>TaskList</name>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
</context>
<context>
    <name>TaskPanel</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Attempt %1 of %2</source>
        <translation>Versuch %1 von %2</translation>
    </message>
    <message>
        <source>The last one</source>
        <translation>Der letzte</translation>
    </message>
    <message>
        <source>The changes as they are now: no earlier ones are kept.</source>
        <translation>Die Änderungen, wie sie jetzt sind: frühere werden nicht aufgehoben.</translation>
    </message>
    <message>
        <source>This attempt was still going on then. What was said after that is shown as well: a conversation has no times.</source>
        <translation>Dieser Versuch lief damals noch. Was danach gesagt wurde, steht auch hier: Ein Gespräch hat keine Zeiten.</translation>
    </message>
</context>
<context>
    <name>TaskResult</name>
    <message>
        <source>No result yet</source>
        <translation>Noch kein Ergebnis</translation>
    </message>
    <message>
        <source>Result, from %1</source>
        <translation>Ergebnis, von %1</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Files of the last attempt</source>
        <translation>Dateien des letzten Versuchs</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
</context>
<context>
    <name>TerminalCommand</name>
    <message>
        <source>cannot write what the terminal is to run: %1</source>
        <translation>was das Terminal ausführen soll, lässt sich nicht schreiben: %1</translation>
    </message>
    <message>
        <source>no terminal was found</source>
        <translation>kein Terminal gefunden</translation>
    </message>
    <message>
        <source>Install one of them, or name yours in the variable TERMINAL and start Podium again. In any terminal: podiumctl agent attach NAME.</source>
        <translation>Installieren Sie eines davon, oder nennen Sie Ihres in der Variablen TERMINAL, und starten Sie Podium neu. In jedem Terminal: podiumctl agent attach NAME.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>waited %1</source>
        <translation>wartete %1</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>Track</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>TrySheet</name>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet…</translation>
    </message>
    <message>
        <source>Run this task</source>
        <translation>Diese Aufgabe ausführen</translation>
    </message>
    <message>
        <source>It really runs, with what that costs and changes. What it waits for does not: it finds the results that you give here.</source>
        <translation>Sie läuft wirklich, mit dem, was das kostet und ändert. Worauf sie wartet, läuft nicht: Sie findet die Ergebnisse vor, die Sie hier angeben.</translation>
    </message>
    <message>
        <source>Try %1 alone</source>
        <translation>%1 allein erproben</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (default)</source>
        <translation>%1 (Vorgabe)</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Results of what it waits for</source>
        <translation>Ergebnisse dessen, worauf sie wartet</translation>
    </message>
    <message>
        <source>%1 (not directly)</source>
        <translation>%1 (nicht unmittelbar)</translation>
    </message>
    <message>
        <source>Result of %1</source>
        <translation>Ergebnis von %1</translation>
    </message>
    <message>
        <source>Text or JSON; nothing if empty</source>
        <translation>Text oder JSON; nichts, wenn leer</translation>
    </message>
    <message>
        <source>Folder in which it works (your home folder if empty)</source>
        <translation>Ordner, in dem sie arbeitet (Ihr persönlicher Ordner, wenn leer)</translation>
    </message>
</context>
<context>
    <name>UsagePage</name>
    <message>
        <source>Usage</source>
        <translation>Verbrauch</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>14 days</source>
        <translation>14 Tage</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 Tage</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>In %1 days</source>
        <translation>In %1 Tagen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message numerus="yes">
        <source>The cost of %n attempt(s) is unknown: it was at least this much.</source>
        <translation>
            <numerusform>Die Kosten von %n Versuch sind unbekannt: Es war mindestens so viel.</numerusform>
            <numerusform>Die Kosten von %n Versuchen sind unbekannt: Es war mindestens so viel.</numerusform>
        </translation>
    </message>
    <message>
        <source>Budgets</source>
        <translation>Budgets</translation>
    </message>
    <message>
        <source>No budget is set. The configuration keys that begin with “budget” limit what a day may cost, in all or by workflow, agent and team; a run has its own budget besides.</source>
        <translation>Kein Budget ist gesetzt. Die Schlüssel der Konfiguration, die mit „budget“ beginnen, begrenzen, was ein Tag kosten darf, insgesamt oder je Workflow, Agent und Team; ein Lauf hat außerdem sein eigenes Budget.</translation>
    </message>
    <message>
        <source>By agent</source>
        <translation>Nach Agent</translation>
    </message>
    <message>
        <source>By workflow</source>
        <translation>Nach Workflow</translation>
    </message>
    <message>
        <source>What simulated agents say they cost nobody pays: it is not counted here.</source>
        <translation>Was simulierte Agenten als Kosten nennen, zahlt niemand: Es ist hier nicht mitgezählt.</translation>
    </message>
</context>
<context>
    <name>VersionList</name>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>compared</source>
        <translation>verglichen</translation>
    </message>
    <message>
        <source>edited now</source>
        <translation>in Bearbeitung</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n Aufgabe</numerusform>
            <numerusform>%n Aufgaben</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>VersionsView</name>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Choose a version</source>
        <translation>Version wählen</translation>
    </message>
    <message>
        <source>compared with</source>
        <translation>verglichen mit</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>what is edited now</source>
        <translation>dem, was in Bearbeitung ist</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen…</translation>
    </message>
    <message>
        <source>They mean the same.</source>
        <translation>Sie bedeuten dasselbe.</translation>
    </message>
    <message>
        <source>Restore version %1</source>
        <translation>Version %1 wiederherstellen</translation>
    </message>
    <message>
        <source>Makes it the newest version; nothing is lost</source>
        <translation>Macht sie zur neuesten Version; nichts geht verloren</translation>
    </message>
    <message>
        <source>Back to the editor</source>
        <translation>Zurück zum Editor</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Comments, order and places do not count.</source>
        <translation>Kommentare, Reihenfolge und Plätze zählen nicht.</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>New run…</source>
        <translation>Neuer Lauf …</translation>
    </message>
    <message>
        <source>Run the demonstration</source>
        <translation>Vorführung starten</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>New agent…</source>
        <translation>Neuer Agent …</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
</context>
<context>
    <name>WorkflowEditor</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beides</translation>
    </message>
    <message>
        <source>YAML</source>
        <translation>YAML</translation>
    </message>
    <message>
        <source>Hide this</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Workflows (*.yaml *.yml)</source>
        <translation>Workflows (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>It comes into the list of parts, with what its tasks wait for among each other.</source>
        <translation>Es kommt in die Liste der Teile, mit dem, worauf seine Aufgaben untereinander warten.</translation>
    </message>
    <message>
        <source>Save the selection as a part</source>
        <translation>Auswahl als Teil speichern</translation>
    </message>
    <message>
        <source>Name of the part</source>
        <translation>Name des Teils</translation>
    </message>
    <message>
        <source>Workflow</source>
        <translation>Workflow</translation>
    </message>
    <message>
        <source>Save as a version</source>
        <translation>Als Version speichern</translation>
    </message>
    <message>
        <source>Run the workflow…</source>
        <translation>Workflow ausführen …</translation>
    </message>
    <message>
        <source>Estimate time, cost and risk</source>
        <translation>Zeit, Kosten und Risiko schätzen</translation>
    </message>
    <message>
        <source>Compare versions</source>
        <translation>Versionen vergleichen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Arrange all tasks</source>
        <translation>Alle Aufgaben anordnen</translation>
    </message>
    <message>
        <source>Export a copy to a file…</source>
        <translation>Kopie in eine Datei exportieren …</translation>
    </message>
</context>
<context>
    <name>WorkflowShelf</name>
    <message>
        <source>Workflows</source>
        <translation>Workflows</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>New workflow</source>
        <translation>Neuer Workflow</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Noch nicht gespeichert</translation>
    </message>
    <message>
        <source>%1 · changed %2</source>
        <translation>%1 · geändert %2</translation>
    </message>
    <message>
        <source>in the library</source>
        <translation>in der Bibliothek</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>Verwerfen…</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>What you save is kept here, every version of it. Begin with a template, a new workflow, or a file.</source>
        <translation>Was Sie speichern, bleibt hier, in jeder Version. Beginnen Sie mit einer Vorlage, einem neuen Workflow oder einer Datei.</translation>
    </message>
    <message>
        <source>Begin a new one</source>
        <translation>Einen neuen beginnen</translation>
    </message>
    <message>
        <source>With a template</source>
        <translation>Mit einer Vorlage</translation>
    </message>
    <message>
        <source>Workflows (*.yaml *.yml *.json)</source>
        <translation>Workflows (*.yaml *.yml *.json)</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>What was changed in “%1” and not saved is lost. Saved files stay as they are.</source>
        <translation>Was in „%1“ geändert und nicht gespeichert wurde, geht verloren. Gespeicherte Dateien bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Discard these changes?</source>
        <translation>Diese Änderungen verwerfen?</translation>
    </message>
</context>
<context>
    <name>YamlView</name>
    <message>
        <source>Workflow as YAML</source>
        <translation>Workflow als YAML</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>This text cannot be read yet; the picture shows the last one that could.</source>
        <translation>Dieser Text lässt sich noch nicht lesen; das Bild zeigt den letzten, bei dem es ging.</translation>
    </message>
    <message>
        <source>Error in line %1</source>
        <translation>Fehler in Zeile %1</translation>
    </message>
    <message>
        <source>Warning in line %1</source>
        <translation>Warnung in Zeile %1</translation>
    </message>
</context>
<context>
    <name>podium::desktop::Notifier</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>podium::desktop::Tray</name>
    <message>
        <source>Open Podium</source>
        <translation>Podium öffnen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nichts braucht Sie</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s) running</source>
        <translation>
            <numerusform>%n Aufgabe läuft</numerusform>
            <numerusform>%n Aufgaben laufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting for you</source>
        <translation>
            <numerusform>%n wartet auf Sie</numerusform>
            <numerusform>%n warten auf Sie</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>podium::gui::Backend</name>
    <message>
        <source>the engine is not there yet</source>
        <translation>die Engine ist noch nicht da</translation>
    </message>
    <message>
        <source>Try again in a moment</source>
        <translation>Versuchen Sie es gleich noch einmal</translation>
    </message>
</context>
<context>
    <name>podium::gui::CommandModel</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Workflows</source>
        <translation>Workflows</translation>
    </message>
    <message>
        <source>New workflow</source>
        <translation>Neuer Workflow</translation>
    </message>
    <message>
        <source>Workflow</source>
        <translation>Workflow</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Verbrauch</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokolle</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>All shortcuts</source>
        <translation>Alle Tastenkürzel</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkles Thema</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helles Thema</translation>
    </message>
    <message>
        <source>High contrast theme</source>
        <translation>Thema mit hohem Kontrast</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>Thema des Systems</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>Kompakte Zeilen</translation>
    </message>
    <message>
        <source>Comfortable rows</source>
        <translation>Bequeme Zeilen</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>%1 einschalten</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>%1 abschalten</translation>
    </message>
    <message>
        <source>Drain %1</source>
        <translation>%1 auslaufen lassen</translation>
    </message>
    <message>
        <source>Edit %1…</source>
        <translation>%1 bearbeiten …</translation>
    </message>
    <message>
        <source>Restart %1…</source>
        <translation>%1 neu starten …</translation>
    </message>
    <message>
        <source>Kill %1…</source>
        <translation>%1 sofort beenden …</translation>
    </message>
    <message>
        <source>Remove %1…</source>
        <translation>%1 entfernen …</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Text size %1 %</source>
        <translation>Textgröße %1 %</translation>
    </message>
    <message>
        <source>Motion: all of it</source>
        <translation>Bewegung: jede</translation>
    </message>
    <message>
        <source>Motion: none that need not be</source>
        <translation>Bewegung: nur nötige</translation>
    </message>
    <message>
        <source>Notifications off</source>
        <translation>Benachrichtigungen aus</translation>
    </message>
    <message>
        <source>Notifications on</source>
        <translation>Benachrichtigungen an</translation>
    </message>
    <message>
        <source>Do not disturb: off</source>
        <translation>Nicht stören: aus</translation>
    </message>
    <message>
        <source>Do not disturb: from %1 to %2</source>
        <translation>Nicht stören: von %1 bis %2</translation>
    </message>
    <message>
        <source>Language of the system</source>
        <translation>Sprache des Systems</translation>
    </message>
</context>
<context>
    <name>podium::gui::DocumentFindings</name>
    <message>
        <source>the file cannot be read</source>
        <translation>die Datei lässt sich nicht lesen</translation>
    </message>
</context>
<context>
    <name>podium::gui::DocumentGraph</name>
    <message>
        <source>Agent task</source>
        <translation>Aufgabe für einen Agenten</translation>
    </message>
    <message>
        <source>Shell command</source>
        <translation>Shell-Befehl</translation>
    </message>
    <message>
        <source>Human form</source>
        <translation>Formular für Menschen</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Sub-workflow</source>
        <translation>Unter-Workflow</translation>
    </message>
    <message>
        <source>Milestone</source>
        <translation>Meilenstein</translation>
    </message>
    <message>
        <source>Simulated agent</source>
        <translation>Simulierter Agent</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>A task cannot wait for itself</source>
        <translation>Eine Aufgabe kann nicht auf sich selbst warten</translation>
    </message>
    <message>
        <source>%1 waits for %2</source>
        <translation>%1 wartet auf %2</translation>
    </message>
    <message>
        <source>They are connected already</source>
        <translation>Sie sind schon verbunden</translation>
    </message>
    <message>
        <source>This would close a cycle: %1</source>
        <translation>Das würde einen Kreis schließen: %1</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>A note</source>
        <translation>Eine Notiz</translation>
    </message>
    <message>
        <source>Add task</source>
        <translation>Aufgabe hinzufügen</translation>
    </message>
    <message>
        <source>May it go on?</source>
        <translation>Darf es weitergehen?</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
</context>
<context>
    <name>podium::gui::EditorSession</name>
    <message>
        <source>It is not in the library: %1</source>
        <translation>Er ist nicht in der Bibliothek: %1</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>This is a proposal of the planner. Nothing of it has run; change it, save it, run it.</source>
        <translation>Dies ist ein Vorschlag des Planers. Nichts davon ist gelaufen; ändern, speichern oder starten Sie ihn.</translation>
    </message>
    <message>
        <source>There is no plan, only one task: %1</source>
        <translation>Es gibt keinen Plan, nur eine Aufgabe: %1</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>%1 is too large for a workflow (%2 MiB)</source>
        <translation>%1 ist zu groß für einen Workflow (%2 MiB)</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Save it elsewhere.</source>
        <translation>%1 lässt sich nicht schreiben: %2. Speichern Sie woanders.</translation>
    </message>
</context>
<context>
    <name>podium::gui::Format</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 m %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Im Gange</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Wartet auf Sie</translation>
    </message>
    <message>
        <source>Run created</source>
        <translation>Lauf angelegt</translation>
    </message>
    <message>
        <source>Run started</source>
        <translation>Lauf begonnen</translation>
    </message>
    <message>
        <source>Run paused</source>
        <translation>Lauf angehalten</translation>
    </message>
    <message>
        <source>Run resumed</source>
        <translation>Lauf fortgesetzt</translation>
    </message>
    <message>
        <source>Run is being cancelled</source>
        <translation>Lauf wird abgebrochen</translation>
    </message>
    <message>
        <source>Run ended</source>
        <translation>Lauf beendet</translation>
    </message>
    <message>
        <source>Run opened again</source>
        <translation>Lauf wieder geöffnet</translation>
    </message>
    <message>
        <source>Limits of the run changed</source>
        <translation>Grenzen des Laufs geändert</translation>
    </message>
    <message>
        <source>Task expanded</source>
        <translation>Aufgabe entfaltet</translation>
    </message>
    <message>
        <source>Task ready</source>
        <translation>Aufgabe bereit</translation>
    </message>
    <message>
        <source>Task blocked</source>
        <translation>Aufgabe blockiert</translation>
    </message>
    <message>
        <source>Task no longer blocked</source>
        <translation>Aufgabe nicht mehr blockiert</translation>
    </message>
    <message>
        <source>Task skipped</source>
        <translation>Aufgabe übersprungen</translation>
    </message>
    <message>
        <source>Task taken up</source>
        <translation>Aufgabe übernommen</translation>
    </message>
    <message>
        <source>Workspace prepared</source>
        <translation>Arbeitsbereich bereitet</translation>
    </message>
    <message>
        <source>Task started</source>
        <translation>Aufgabe begonnen</translation>
    </message>
    <message>
        <source>Task is being stopped</source>
        <translation>Aufgabe wird beendet</translation>
    </message>
    <message>
        <source>Task is tried again</source>
        <translation>Aufgabe wird wiederholt</translation>
    </message>
    <message>
        <source>Task waits for later</source>
        <translation>Aufgabe wartet auf später</translation>
    </message>
    <message>
        <source>Task goes on</source>
        <translation>Aufgabe geht weiter</translation>
    </message>
    <message>
        <source>Task succeeded</source>
        <translation>Aufgabe gelungen</translation>
    </message>
    <message>
        <source>Task failed</source>
        <translation>Aufgabe fehlgeschlagen</translation>
    </message>
    <message>
        <source>Task waits for a review</source>
        <translation>Aufgabe wartet auf Prüfung</translation>
    </message>
    <message>
        <source>Task reviewed</source>
        <translation>Aufgabe geprüft</translation>
    </message>
    <message>
        <source>Task cancelled</source>
        <translation>Aufgabe abgebrochen</translation>
    </message>
    <message>
        <source>Task begins anew</source>
        <translation>Aufgabe beginnt neu</translation>
    </message>
    <message>
        <source>A person is asked</source>
        <translation>Ein Mensch wird gefragt</translation>
    </message>
    <message>
        <source>A person has answered</source>
        <translation>Ein Mensch hat geantwortet</translation>
    </message>
    <message>
        <source>Request closed</source>
        <translation>Anfrage geschlossen</translation>
    </message>
    <message>
        <source>Message sent</source>
        <translation>Nachricht gesendet</translation>
    </message>
    <message>
        <source>Session asked</source>
        <translation>Sitzung gefragt</translation>
    </message>
    <message>
        <source>Vote given</source>
        <translation>Stimme abgegeben</translation>
    </message>
    <message>
        <source>Rule made</source>
        <translation>Regel gemacht</translation>
    </message>
    <message>
        <source>Rule revoked</source>
        <translation>Regel zurückgenommen</translation>
    </message>
    <message>
        <source>Agent configured</source>
        <translation>Agent eingerichtet</translation>
    </message>
    <message>
        <source>Agent removed</source>
        <translation>Agent entfernt</translation>
    </message>
    <message>
        <source>State of the agent changed</source>
        <translation>Zustand des Agenten geändert</translation>
    </message>
    <message>
        <source>Agent held back or let go on</source>
        <translation>Agent zurückgehalten oder freigegeben</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>simulated %1</source>
        <translation>simuliert %1</translation>
    </message>
    <message>
        <source>%1 + simulated %2</source>
        <translation>%1 + simuliert %2</translation>
    </message>
</context>
<context>
    <name>podium::gui::GoalPlanner</name>
    <message>
        <source>This folder is not there: %1</source>
        <translation>Diesen Ordner gibt es nicht: %1</translation>
    </message>
</context>
<context>
    <name>podium::gui::InboxController</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 needs a login</source>
        <translation>%1 braucht eine Anmeldung</translation>
    </message>
    <message>
        <source>The budget of %1 is used up</source>
        <translation>Das Budget von %1 ist aufgebraucht</translation>
    </message>
    <message>
        <source>%1 met a limit</source>
        <translation>%1 ist an eine Grenze gestoßen</translation>
    </message>
    <message>
        <source>Nothing is heard of %1</source>
        <translation>Von %1 ist nichts zu hören</translation>
    </message>
    <message>
        <source>%1 cannot go on</source>
        <translation>%1 kann nicht weiter</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 goes on without what failed</source>
        <translation>%1 geht ohne das Fehlgeschlagene weiter</translation>
    </message>
</context>
<context>
    <name>podium::gui::LogController</name>
    <message numerus="yes">
        <source>%n line(s) written to %1</source>
        <translation>
            <numerusform>%n Zeile nach %1 geschrieben</numerusform>
            <numerusform>%n Zeilen nach %1 geschrieben</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>podium::gui::LogExport</name>
    <message>
        <source>cannot write the file: %1</source>
        <translation>die Datei lässt sich nicht schreiben: %1</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>podium::gui::Notices</name>
    <message>
        <source>Needs you: %1</source>
        <translation>Braucht Sie: %1</translation>
    </message>
    <message>
        <source>Budget used up</source>
        <translation>Budget aufgebraucht</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Finished: %1</source>
        <translation>Fertig: %1</translation>
    </message>
    <message>
        <source>Today&apos;s budget is used up</source>
        <translation>Das Budget von heute ist aufgebraucht</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>Alles zusammen</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) for you</source>
        <translation>
            <numerusform>%n Anfrage an Sie</numerusform>
            <numerusform>%n Anfragen an Sie</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) finished</source>
        <translation>
            <numerusform>%n Lauf fertig</numerusform>
            <numerusform>%n Läufe fertig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) failed</source>
        <translation>
            <numerusform>%n Lauf fehlgeschlagen</numerusform>
            <numerusform>%n Läufe fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n budget(s) used up</source>
        <translation>
            <numerusform>%n Budget aufgebraucht</numerusform>
            <numerusform>%n Budgets aufgebraucht</numerusform>
        </translation>
    </message>
    <message>
        <source>Podium</source>
        <translation>Podium</translation>
    </message>
    <message>
        <source>Login needed: %1</source>
        <translation>Anmeldung nötig: %1</translation>
    </message>
    <message>
        <source>Limit reached: %1</source>
        <translation>Limit erreicht: %1</translation>
    </message>
    <message>
        <source>Nothing is heard: %1</source>
        <translation>Nichts zu hören: %1</translation>
    </message>
    <message>
        <source>Cannot go on: %1</source>
        <translation>Kann nicht weiter: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 aus %2</translation>
    </message>
</context>
<context>
    <name>podium::gui::OpenTerminals</name>
    <message>
        <source>the file cannot be written: %1</source>
        <translation>die Datei lässt sich nicht schreiben: %1</translation>
    </message>
    <message>
        <source>Look whether there is room in that folder.</source>
        <translation>Sehen Sie nach, ob in diesem Ordner Platz ist.</translation>
    </message>
    <message>
        <source>the terminal could not be started</source>
        <translation>das Terminal ließ sich nicht starten</translation>
    </message>
    <message>
        <source>Name another one in the variable TERMINAL, and start Podium again.</source>
        <translation>Nennen Sie ein anderes in der Variablen TERMINAL, und starten Sie Podium neu.</translation>
    </message>
</context>
<context>
    <name>podium::gui::PaletteModel</name>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>For each</source>
        <translation>Für jedes</translation>
    </message>
    <message>
        <source>Runs once for each element of a list.</source>
        <translation>Läuft einmal für jedes Element einer Liste.</translation>
    </message>
    <message>
        <source>Repeat until</source>
        <translation>Wiederholen bis</translation>
    </message>
    <message>
        <source>Runs again until an expression over its result is true.</source>
        <translation>Läuft noch einmal, bis ein Ausdruck über sein Ergebnis wahr ist.</translation>
    </message>
    <message>
        <source>Gate</source>
        <translation>Freigabe</translation>
    </message>
    <message>
        <source>A person has to agree before it goes on.</source>
        <translation>Ein Mensch muss zustimmen, bevor es weitergeht.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Something to remember, kept with the picture.</source>
        <translation>Etwas zum Merken, beim Bild aufbewahrt.</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Saved by you: drag it where you want it again.</source>
        <translation>Von Ihnen gespeichert: Ziehen Sie es dorthin, wo Sie es wieder brauchen.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>A task for an agent with this role.</source>
        <translation>Eine Aufgabe für einen Agenten mit dieser Rolle.</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
</context>
<context>
    <name>podium::gui::ReviewController</name>
    <message>
        <source>%1 had been merged into %2 before.</source>
        <translation>%1 war schon vorher in %2 zusammengeführt.</translation>
    </message>
    <message>
        <source>%1 was merged: %2 is now %3.</source>
        <translation>%1 wurde zusammengeführt: %2 ist jetzt %3.</translation>
    </message>
    <message>
        <source>%1 was discarded.</source>
        <translation>%1 wurde verworfen.</translation>
    </message>
    <message>
        <source>What it was is kept as %1.</source>
        <translation>Was es war, bleibt als %1.</translation>
    </message>
    <message>
        <source>To get it back: %1</source>
        <translation>Um es zurückzuholen: %1</translation>
    </message>
</context>
<context>
    <name>podium::gui::RunGraph</name>
    <message>
        <source>%1 · %2 of %3 parts</source>
        <translation>%1 · %2 von %3 Teilen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>podium::gui::RunStarter</name>
    <message>
        <source>This input has no &quot;=&quot;: %1. Write one input a line, as name=value.</source>
        <translation>Diese Eingabe hat kein „=“: %1. Schreiben Sie eine Eingabe je Zeile, als name=wert.</translation>
    </message>
    <message>
        <source>This folder is not there: %1</source>
        <translation>Diesen Ordner gibt es nicht: %1</translation>
    </message>
</context>
<context>
    <name>podium::gui::SessionController</name>
    <message>
        <source>The program in the terminal has ended; the agent goes on.</source>
        <translation>Das Programm im Terminal hat geendet; der Agent macht weiter.</translation>
    </message>
    <message>
        <source>Sent; it is heard between two steps.</source>
        <translation>Gesendet; es wird zwischen zwei Schritten gehört.</translation>
    </message>
    <message>
        <source>Stopped; it waits for what you say next.</source>
        <translation>Angehalten; er wartet, was Sie als Nächstes sagen.</translation>
    </message>
    <message>
        <source>model %1</source>
        <translation>Modell %1</translation>
    </message>
    <message>
        <source>permission mode %1</source>
        <translation>Berechtigungsmodus %1</translation>
    </message>
    <message>
        <source>Changed: %1</source>
        <translation>Geändert: %1</translation>
    </message>
    <message>
        <source>Opened in a terminal.</source>
        <translation>In einem Terminal geöffnet.</translation>
    </message>
    <message>
        <source>Given back; the agent goes on.</source>
        <translation>Zurückgegeben; der Agent macht weiter.</translation>
    </message>
</context>
<context>
    <name>podium::gui::Shortcuts</name>
    <message>
        <source>These keys cannot be changed</source>
        <translation>Diese Tasten lassen sich nicht ändern</translation>
    </message>
    <message>
        <source>“%1” is no key</source>
        <translation>„%1“ ist keine Taste</translation>
    </message>
    <message>
        <source>%1 moves about or answers; hold Ctrl or Alt with it</source>
        <translation>%1 bewegt oder antwortet; halten Sie Strg oder Alt dazu</translation>
    </message>
    <message>
        <source>%1 is typed into fields; hold Ctrl or Alt with it, or take F1 to F12</source>
        <translation>%1 wird in Felder getippt; halten Sie Strg oder Alt dazu, oder nehmen Sie F1 bis F12</translation>
    </message>
    <message>
        <source>%1 is taken: %2 (%3)</source>
        <translation>%1 ist vergeben: %2 (%3)</translation>
    </message>
</context>
<context>
    <name>podium::gui::TaskTrial</name>
    <message>
        <source>This folder is not there: %1</source>
        <translation>Diesen Ordner gibt es nicht: %1</translation>
    </message>
</context>
<context>
    <name>podium::gui::VersionComparison</name>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>The workflow itself</source>
        <translation>Der Workflow selbst</translation>
    </message>
</context>
<context>
    <name>podium::gui::WorkflowDocument</name>
    <message>
        <source>Typing</source>
        <translation>Tippen</translation>
    </message>
    <message>
        <source>Add task</source>
        <translation>Aufgabe hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n task(s)</source>
        <translation>
            <numerusform>%n Aufgabe entfernen</numerusform>
            <numerusform>%n Aufgaben entfernen</numerusform>
        </translation>
    </message>
    <message>
        <source>Rename task</source>
        <translation>Aufgabe umbenennen</translation>
    </message>
    <message>
        <source>Connect tasks</source>
        <translation>Aufgaben verbinden</translation>
    </message>
    <message>
        <source>Disconnect tasks</source>
        <translation>Aufgaben trennen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>Anordnen</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>there is nothing called &quot;%1&quot;</source>
        <translation>„%1“ gibt es nicht</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Change note</source>
        <translation>Notiz ändern</translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation>Notiz entfernen</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Change group</source>
        <translation>Gruppe ändern</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>Gruppierung aufheben</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>Clear %1</source>
        <translation>%1 leeren</translation>
    </message>
</context>
</TS>
