namespace ElderCare.Benchmarks.Servers;

/// <summary>What a load is sent to: a process of its own, or the program inside this one.</summary>
internal interface IServer
{
    /// <summary>Where it listens on 127.0.0.1.</summary>
    int Port { get; }

    /// <summary>Processor time that it has used so far, all cores together.</summary>
    TimeSpan CpuTime { get; }
}
