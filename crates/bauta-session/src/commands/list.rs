/// The commands: what the window may ask. The one list from which come the handlers of the app, the
/// routes of the test bridge, the TypeScript bindings and the app's permissions.
///
/// `$with!` is called once with `name: module::function(Input) -> Output;` for each.
#[macro_export]
macro_rules! each_command {
    ($with:ident) => {
        $with! {
            start: start::start(()) -> start::Start;
            choose_file: files::choose_file(files::ChooseFile) -> Option<files::PickedFile>;
            forget_recent: start::forget_recent(start::FileRef) -> start::Start;
            open_sample_shop: start::open_sample_shop(()) -> start::SampleShop;

            open_dump: dump::open_dump(start::FileRef) -> dump::DumpRef;
            inspect_dump: dump::inspect_dump(dump::DumpRef) -> jobs::JobRef;
            dump_overview: dump::dump_overview(dump::DumpRef) -> dump::DumpOverview;
            dump_column: dump::dump_column(dump::DumpColumnRef) -> dump::ColumnDetail;
            dump_inventory: dump::dump_inventory(dump::DumpRef) -> dump::Inventory;
            dump_samples: dump::dump_samples(dump::SamplesRequest) -> dump::SampleTable;
            reveal_samples: dump::reveal_samples(dump::RevealRequest) -> dump::SampleTable;
            cover_dump: dump::cover_dump(dump::DumpRef) -> ();
            close_dump: dump::close_dump(dump::DumpRef) -> ();

            jobs: jobs::jobs(()) -> Vec<jobs::JobStatus>;
            cancel_job: jobs::cancel_job(jobs::JobRef) -> ();

            catalogue: catalogue::catalogue(()) -> catalogue::Catalogue;
            open_profile: profile::open_profile(start::FileRef) -> profile::OpenedProfile;
            new_profile: profile::new_profile(profile::NewProfile) -> profile::OpenedProfile;
            open_profiles: profile::open_profiles(()) -> Vec<profile::ProfileState>;
            profile_state: profile::profile_state(profile::ProfileRef) -> profile::ProfileState;
            profile_text: profile::profile_text(profile::ProfileRef) -> profile::ProfileText;
            save_profile: profile::save_profile(profile::SaveProfile) -> profile::ProfileState;
            close_profile: profile::close_profile(profile::CloseProfile) -> ();
            draft_profile: profile::draft_profile(profile::DraftRequest) -> jobs::JobRef;
            recommended_rules: profile::recommended_rules(profile::EditorTableRequest) -> Vec<profile::RecommendedRule>;
            editor_tables: profile::editor_tables(profile::EditorRequest) -> profile::EditorTables;
            editor_table: profile::editor_table(profile::EditorTableRequest) -> profile::EditorTable;
            check_line: profile::check_line(profile::EditorRequest) -> profile::CommandLine;
            edit_profile: profile::edit_profile(profile::EditRequest) -> profile::ProfileState;
            undo_profile: profile::undo_profile(profile::ProfileRef) -> profile::ProfileState;
            redo_profile: profile::redo_profile(profile::ProfileRef) -> profile::ProfileState;
            doubts: profile::doubts(profile::ProfileRef) -> Vec<profile::Doubt>;
            domains: profile::domains(profile::EditorRequest) -> Vec<profile::Domain>;
            preview_table: profile::preview_table(profile::PreviewRequest) -> profile::PreviewTable;

            review_state: review::review_state(review::ReviewRequest) -> review::ReviewState;
            agent_keys: review::agent_keys(()) -> Vec<review::AgentKey>;
            approve_profile: review::approve_profile(review::ApproveRequest) -> review::ReviewState;
            approve_line: review::approve_line(review::ApproveLine) -> profile::CommandLine;
            sign_profile: review::sign_profile(review::SignRequest) -> review::ReviewState;
            write_review: review::write_review(review::WriteReview) -> jobs::JobRef;
            open_review: review::open_review(start::FileRef) -> review::ReviewFile;
            remarks: review::remarks(profile::ProfileRef) -> review::Remarks;
            keep_note: review::keep_note(review::KeepNote) -> review::Remarks;
            send_back: review::send_back(review::SendBack) -> review::Remarks;

            plan_run: run::plan_run(run::RunRequest) -> run::RunPlan;
            start_run: run::start_run(run::RunRequest) -> jobs::JobRef;
            runs: result::runs(()) -> Vec<result::RunRow>;
            run_result: result::run_result(result::RunRef) -> result::RunResult;
            export_result: result::export_result(result::ExportRequest) -> ();
            open_output_folder: result::open_output_folder(result::RunRef) -> ();

            clones: clones::clones(clones::ClonesRequest) -> clones::CloneList;
            confirm_clone: clones::confirm_clone(clones::ConfirmClone) -> clones::CloneList;
            extend_clone: clones::extend_clone(clones::ExtendClone) -> clones::CloneList;
            retire_clone: clones::retire_clone(clones::RetireClone) -> clones::CloneList;
            import_clone: clones::import_clone(clones::ImportClone) -> clones::CloneList;

            settings: settings::settings(()) -> settings::SettingsState;
            save_settings: settings::save_settings(settings::Settings) -> settings::SettingsState;
            list_keys: settings::list_keys(()) -> Vec<keys::KeyEntry>;
            new_key: settings::new_key(settings::NewKey) -> Vec<keys::KeyEntry>;
            show_folder: settings::show_folder(settings::ShowFolder) -> ();
            diagnostics: settings::diagnostics(()) -> settings::Diagnostics;
        }
    };
}
